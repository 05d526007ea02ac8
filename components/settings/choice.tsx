import type { Signal } from '@preact/signals';
import { type PlainKey, t } from '../../lib/i18n/translate.ts';

/** A setting that is one of a few. */
export function Choice<Value extends string>(props: {
  label: PlainKey;
  value: Signal<Value>;
  options: readonly { value: Value; label: PlainKey }[];
}) {
  return (
    <label class="setting">
      <span>{t(props.label)}</span>
      <select
        class="field"
        value={props.value.value}
        onChange={(event) => {
          const chosen = props.options[event.currentTarget.selectedIndex];
          if (chosen) props.value.value = chosen.value;
        }}
      >
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {t(option.label)}
          </option>
        ))}
      </select>
    </label>
  );
}
