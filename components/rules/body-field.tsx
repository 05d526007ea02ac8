import { type Signal, useSignal, useSignalEffect } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import { CODECS, type InputFormat } from '../composer/codecs.ts';
import { Editor } from '../editor/editor.tsx';
import { Segmented, type SegmentOption } from '../toolbar/segmented.tsx';
import { ErrorText, type FormHandle } from './fields.tsx';

const FORMATS: readonly SegmentOption<InputFormat>[] = (Object.keys(CODECS) as InputFormat[]).map(
  (value) => ({ value, label: CODECS[value].label }),
);

/** Pixels. */
const HEIGHT = 76;

/** A message to send or put in, in one of the composer's formats. */
export function BodyField(props: {
  handle: FormHandle;
  field: string;
  format: InputFormat;
  text: string;
  onChange: (change: { format?: InputFormat; text?: string }) => void;
  onSubmit: () => void;
}) {
  const id = useId();
  const error = props.handle.error(props.field, props.text);
  const codec = CODECS[props.format];
  const text = useLinked(props.text, (next) => props.onChange({ text: next }));
  const format = useLinked(props.format, (next) => props.onChange({ format: next }));
  const end = Math.min((error?.at ?? 0) + 1, props.text.length);
  return (
    <div class="rule-body">
      <div class="rule-body-head">
        <span>{t('ruleForm.body')}</span>
        <Segmented label={t('ruleForm.format')} value={format} options={FORMATS} />
        {codec.variables && <span class="rule-hint">{t('ruleForm.bodyHint')}</span>}
      </div>
      <Editor
        text={text}
        height={HEIGHT}
        look={{
          language: codec.language,
          placeholder: t(codec.placeholder),
          attributes: {
            'aria-label': t('ruleForm.body'),
            'aria-invalid': String(error !== undefined),
            ...(error && { 'aria-describedby': `${id}-error` }),
          },
          problem: error?.at === undefined ? null : { at: error.at, end },
        }}
        handle={() => {}}
        onSubmit={props.onSubmit}
      />
      <ErrorText id={`${id}-error`} error={error} />
    </div>
  );
}

/** A signal that follows a value, and tells what others set it to. */
function useLinked<T>(value: T, onValue: (value: T) => void): Signal<T> {
  const linked = useSignal(value);
  const latest = useRef({ value, onValue });
  latest.current.onValue = onValue;
  if (latest.current.value !== value) {
    latest.current.value = value;
    linked.value = value;
  }
  useSignalEffect(() => {
    const next = linked.value;
    if (next === latest.current.value) return;
    latest.current.value = next;
    latest.current.onValue(next);
  });
  return linked;
}
