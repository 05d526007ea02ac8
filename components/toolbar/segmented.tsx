import type { Signal } from '@preact/signals';

/** A choice of one of a few, drawn as one bar. */
export function Segmented<Value extends string>(props: {
  /** Name of the group. */
  label: string;
  value: Signal<Value>;
  options: readonly { value: Value; label: string; sign?: string; class?: string }[];
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
        const checked = props.value.value === option.value;
        return (
          <button
            key={option.value}
            type="button"
            role="radio"
            aria-checked={checked}
            aria-label={option.label}
            title={option.sign && option.label}
            tabIndex={checked ? 0 : -1}
            class={option.class}
            onClick={() => {
              props.value.value = option.value;
            }}
          >
            {option.sign ? (
              <>
                <span aria-hidden="true">{option.sign}</span>
                <span class="segment-word"> {option.label}</span>
              </>
            ) : (
              option.label
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
