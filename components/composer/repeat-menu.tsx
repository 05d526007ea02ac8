import type { Signal } from '@preact/signals';
import { t } from '../../lib/i18n/translate.ts';
import { Popover } from '../popover/popover.tsx';
import type { ComposerState } from './composer-state.ts';

const MOST_TIMES = 1_000_000;
/** An hour. */
const LONGEST_MS = 3_600_000;

/** How often a message is sent, and how long between. */
export function RepeatMenu({ composer }: { composer: ComposerState }) {
  const times = composer.times.value;
  return (
    <Popover
      class={`button repeat-button ${times > 1 ? 'button-on' : ''}`}
      name={t('composer.repeat', { times })}
      title={t('composer.repeatHint')}
      label={t('composer.repeatTitle')}
      renderContent={() => (
        <div class="composer-menu">
          <NumberField
            label={t('composer.times')}
            value={composer.times}
            min={1}
            max={MOST_TIMES}
          />
          <NumberField
            label={t('composer.every')}
            value={composer.every}
            min={0}
            max={LONGEST_MS}
          />
          <p class="hint">{t('composer.repeatHelp')}</p>
        </div>
      )}
    >
      × {times}
    </Popover>
  );
}

function NumberField(props: { label: string; value: Signal<number>; min: number; max: number }) {
  const { value, min, max } = props;
  return (
    <label class="number-field">
      {props.label}
      <input
        type="number"
        class="field"
        min={min}
        max={max}
        step={1}
        value={value.value}
        onInput={({ currentTarget }) => {
          const number = currentTarget.valueAsNumber;
          if (Number.isInteger(number) && number >= min && number <= max) value.value = number;
        }}
        // What is no such number goes back to the one that holds.
        onChange={({ currentTarget }) => {
          currentTarget.value = String(value.value);
        }}
      />
    </label>
  );
}
