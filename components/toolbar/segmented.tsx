import type { Signal } from '@preact/signals';
import { type PlainKey, t } from '../../lib/i18n/translate.ts';

/** One of the choices: `label` names its message, `sign` stands for it where there is room. */
export interface SegmentOption<Value extends string> {
  value: Value;
  label: PlainKey;
  sign?: string;
  class?: string;
}

/** A choice of one of a few, drawn as one bar. */
export function Segmented<Value extends string>(props: {
  /** Name of the group. */
  label: string;
  value: Signal<Value>;
  options: readonly SegmentOption<Value>[];
}) {
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const { options, value } = props;
    const index = options.findIndex((option) => option.value === value.value);
    const next = (index + step + options.length) % options.length;
    const chosen = options[next];
    if (!chosen) return;
    value.value = chosen.value;
    const bar = event.currentTarget as HTMLElement;
    (bar.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <div class="segmented" role="radiogroup" aria-label={props.label} onKeyDown={move}>
      {props.options.map((option) => {
        const label = t(option.label);
        const checked = props.value.value === option.value;
        return (
          <button
            key={option.value}
            type="button"
            role="radio"
            aria-checked={checked}
            aria-label={label}
            title={option.sign && label}
            tabIndex={checked ? 0 : -1}
            class={option.class}
            onClick={() => {
              props.value.value = option.value;
            }}
          >
            {option.sign ? (
              <>
                <span aria-hidden="true">{option.sign}</span>
                <span class="segment-word"> {label}</span>
              </>
            ) : (
              label
            )}
          </button>
        );
      })}
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};
