import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { FieldError } from './read-rule-form.ts';
import type { RuleFields, RuleForm } from './rule-form.ts';

/** The form in the editor, for what draws a part of it. */
export interface FormHandle {
  readonly form: RuleForm;
  /** What is to be told of a field; undefined where nothing is wrong, or nothing was typed yet. */
  error: (field: string, value: string) => FieldError | undefined;
  set: (change: Partial<RuleForm>) => void;
  setFields: (change: Partial<RuleFields>) => void;
}

/** A line of text with its name, and what is wrong with it. */
export function TextField(props: {
  handle: FormHandle;
  /** Name of the field among the errors. */
  field: string;
  label: string;
  value: string;
  onValue: (value: string) => void;
  placeholder?: string;
  /** Behind the field, such as its unit. */
  unit?: string;
  size?: 'short' | 'wide';
  isMono?: boolean;
  /** The name is for those who cannot see where the field stands. */
  isLabelHidden?: boolean;
}) {
  const id = useId();
  const error = props.handle.error(props.field, props.value);
  return (
    <span class={`rule-field rule-field-${props.size ?? 'wide'}`}>
      <label for={id} class={props.isLabelHidden ? 'visually-hidden' : undefined}>
        {props.label}
      </label>
      <input
        id={id}
        class={`field ${props.isMono ? 'mono' : ''}`}
        type="text"
        spellcheck={false}
        autocomplete="off"
        placeholder={props.placeholder}
        value={props.value}
        aria-invalid={error !== undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onInput={(event) => props.onValue(event.currentTarget.value)}
      />
      {props.unit && <span class="rule-unit">{props.unit}</span>}
      <ErrorText id={`${id}-error`} error={error} />
    </span>
  );
}

/** A text field of the action. */
export function ActionField(props: {
  handle: FormHandle;
  name: keyof RuleFields;
  label: string;
  placeholder?: string;
  unit?: string;
  size?: 'short' | 'wide';
  isMono?: boolean;
}) {
  const { handle, name } = props;
  return (
    <TextField
      {...props}
      field={name}
      value={handle.form.fields[name]}
      onValue={(value) => handle.setFields({ [name]: value })}
    />
  );
}

/** One of a few, by name. */
export function SelectField<Value extends string>(props: {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onValue: (value: Value) => void;
  isLabelHidden?: boolean;
  children?: ComponentChildren;
}) {
  const id = useId();
  return (
    <span class="rule-field">
      <label for={id} class={props.isLabelHidden ? 'visually-hidden' : undefined}>
        {props.label}
      </label>
      <select
        id={id}
        class="field"
        value={props.value}
        onChange={(event) => {
          const chosen = props.options[event.currentTarget.selectedIndex];
          if (chosen) props.onValue(chosen.value);
        }}
      >
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {props.children}
    </span>
  );
}

/** Something of the action that is so or not. */
export function FlagField(props: { handle: FormHandle; name: keyof RuleFields; label: string }) {
  const { handle, name } = props;
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={handle.form.fields[name] !== ''}
        onChange={(event) => handle.setFields({ [name]: event.currentTarget.checked ? 'yes' : '' })}
      />
      {props.label}
    </label>
  );
}

/** What is wrong with a field, below it. */
export function ErrorText({ id, error }: { id: string; error: FieldError | undefined }) {
  if (!error) return null;
  return (
    <span id={id} class="rule-error">
      ✕ {error.text}
    </span>
  );
}
