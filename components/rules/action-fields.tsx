import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { explainCloseCode } from '../../lib/websocket/close-codes.ts';
import { inputFormat } from '../composer/codecs.ts';
import { BodyField } from './body-field.tsx';
import { ActionField, FlagField, type FormHandle, SelectField } from './fields.tsx';
import { ReplaceFields } from './replace-fields.tsx';
import { SequenceFields } from './sequence-fields.tsx';

/** The fields of what a rule does. */
export function ActionFields(props: {
  model: PanelModel;
  handle: FormHandle;
  onSubmit: () => void;
}) {
  const { handle } = props;
  switch (handle.form.type) {
    case 'block':
    case 'pause':
    case 'break':
      return null;
    case 'delay':
      return (
        <div class="rule-row">
          <ActionField handle={handle} name="ms" label={t('ruleForm.ms')} size="short" />
          <ActionField handle={handle} name="jitter" label={t('ruleForm.jitter')} size="short" />
          <Bandwidth handle={handle} name="bytesPerSecond" label={t('ruleForm.bytesPerSecond')} />
        </div>
      );
    case 'drop':
      return (
        <div class="rule-row">
          <Rate handle={handle} />
        </div>
      );
    case 'duplicate':
      return (
        <div class="rule-row">
          <Rate handle={handle} />
          <ActionField handle={handle} name="times" label={t('ruleForm.times')} size="short" />
        </div>
      );
    case 'reorder':
      return (
        <div class="rule-row">
          <Rate handle={handle} />
          <ActionField handle={handle} name="window" label={t('ruleForm.window')} size="short" />
        </div>
      );
    case 'replace':
      return <ReplaceFields handle={handle} onSubmit={props.onSubmit} />;
    case 'answer':
      return <AnswerFields handle={handle} onSubmit={props.onSubmit} />;
    case 'close':
      return <CloseFields handle={handle} />;
    case 'sequence':
      return <SequenceFields {...props} />;
    case 'refuse':
      return (
        <div class="rule-row">
          <ActionField
            handle={handle}
            name="after"
            label={t('ruleForm.after')}
            size="short"
            placeholder={t('ruleForm.nothing')}
          />
          <ActionField
            handle={handle}
            name="forMs"
            label={t('ruleForm.forMs')}
            size="short"
            placeholder={t('ruleForm.always')}
          />
        </div>
      );
    case 'redirect':
      return (
        <div class="rule-row">
          <ActionField
            handle={handle}
            name="url"
            label={t('ruleForm.url')}
            isMono
            placeholder="wss://staging.example.com"
          />
          <span class="rule-hint">{t('ruleForm.urlHint')}</span>
        </div>
      );
    case 'mock':
      return (
        <div class="rule-row">
          <ActionField
            handle={handle}
            name="protocol"
            label={t('ruleForm.protocol')}
            isMono
            placeholder={t('ruleForm.protocolHint')}
          />
        </div>
      );
    case 'network':
      return <NetworkFields handle={handle} />;
  }
}

function Rate({ handle }: { handle: FormHandle }) {
  return (
    <ActionField
      handle={handle}
      name="rate"
      label={t('ruleForm.rate')}
      unit={t('ruleForm.percent')}
      size="short"
    />
  );
}

function Bandwidth(props: {
  handle: FormHandle;
  name: 'bytesPerSecond' | 'up' | 'down';
  label: string;
}) {
  return (
    <ActionField
      {...props}
      unit={t('ruleForm.perSecond')}
      placeholder={t('ruleForm.none')}
      size="short"
    />
  );
}

function AnswerFields({ handle, onSubmit }: { handle: FormHandle; onSubmit: () => void }) {
  const { fields } = handle.form;
  return (
    <>
      <div class="rule-row">
        <SelectField
          label={t('ruleForm.to')}
          value={fields.to}
          options={[
            { value: 'page', label: t('ruleForm.page') },
            { value: 'server', label: t('ruleForm.server') },
          ]}
          onValue={(to) => handle.setFields({ to })}
        />
        <FlagField handle={handle} name="instead" label={t('ruleForm.instead')} />
      </div>
      <BodyField
        handle={handle}
        field="body"
        format={inputFormat(fields.bodyFormat)}
        text={fields.body}
        onChange={({ format = fields.bodyFormat, text = fields.body }) =>
          handle.setFields({ bodyFormat: format, body: text })
        }
        onSubmit={onSubmit}
      />
    </>
  );
}

function CloseFields({ handle }: { handle: FormHandle }) {
  const { fields } = handle.form;
  const code = /^\d{4}$/.test(fields.code.trim()) ? Number(fields.code) : null;
  const meaning =
    code === null || handle.error('code', fields.code) ? null : explainCloseCode(code);
  return (
    <>
      <div class="rule-row">
        <SelectField
          label={t('ruleForm.closeHow')}
          value={fields.closeHow}
          options={[
            { value: 'end', label: t('ruleForm.closeEnd') },
            { value: 'close', label: t('ruleForm.closeClose') },
          ]}
          onValue={(closeHow) => handle.setFields({ closeHow })}
        />
        <ActionField handle={handle} name="code" label={t('ruleForm.code')} size="short" />
        <ActionField handle={handle} name="reason" label={t('ruleForm.reason')} />
      </div>
      {meaning && (
        <p class="rule-hint">
          {meaning.name}: {t(`closeCodes.${meaning.explanation}`)}
        </p>
      )}
    </>
  );
}

const SPANS = ['handshakeMs', 'latencyMs', 'jitterMs'] as const;

function NetworkFields({ handle }: { handle: FormHandle }) {
  return (
    <>
      <FlagField handle={handle} name="offline" label={t('ruleForm.offline')} />
      {handle.form.fields.offline === '' && (
        <div class="rule-grid">
          {SPANS.map((name) => (
            <ActionField
              key={name}
              handle={handle}
              name={name}
              label={t(`ruleForm.${name}`)}
              placeholder="0ms"
              size="short"
            />
          ))}
          <Bandwidth handle={handle} name="up" label={t('ruleForm.up')} />
          <Bandwidth handle={handle} name="down" label={t('ruleForm.down')} />
          <ActionField
            handle={handle}
            name="disconnectMs"
            label={t('ruleForm.disconnectMs')}
            placeholder={t('ruleForm.never')}
            size="short"
          />
          <ActionField
            handle={handle}
            name="disconnectJitterMs"
            label={t('ruleForm.disconnectJitterMs')}
            placeholder="0ms"
            size="short"
          />
        </div>
      )}
    </>
  );
}
