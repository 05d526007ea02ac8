import { t } from '../../lib/i18n/translate.ts';
import type { Replacement } from '../../lib/protocol/rule.ts';
import { inputFormat } from '../composer/codecs.ts';
import { BodyField } from './body-field.tsx';
import { ActionField, type FormHandle, SelectField, TextField } from './fields.tsx';
import { type ChangeForm, newChange } from './rule-form.ts';

const HOWS = [
  { value: 'json', label: 'ruleForm.howJson' },
  { value: 'text', label: 'ruleForm.howText' },
  { value: 'expression', label: 'ruleForm.howExpression' },
  { value: 'patch', label: 'ruleForm.howPatch' },
  { value: 'bytes', label: 'ruleForm.howBytes' },
  { value: 'body', label: 'ruleForm.howBody' },
] as const satisfies readonly { value: Replacement['how']; label: string }[];

/** What of a message is changed, and into what. */
export function ReplaceFields({ handle, onSubmit }: { handle: FormHandle; onSubmit: () => void }) {
  const { fields } = handle.form;
  return (
    <>
      <div class="rule-row">
        <SelectField
          label={t('ruleForm.how')}
          value={fields.how}
          options={HOWS.map(({ value, label }) => ({ value, label: t(label) }))}
          onValue={(how) => handle.setFields({ how })}
        />
      </div>
      <Fields handle={handle} onSubmit={onSubmit} />
    </>
  );
}

function Fields({ handle, onSubmit }: { handle: FormHandle; onSubmit: () => void }) {
  const { fields } = handle.form;
  switch (fields.how) {
    case 'json':
      return <Changes handle={handle} />;
    case 'text':
      return (
        <div class="rule-row">
          <ActionField handle={handle} name="find" label={t('ruleForm.find')} isMono />
          <ActionField handle={handle} name="with" label={t('ruleForm.with')} isMono />
        </div>
      );
    case 'expression':
      return (
        <div class="rule-row">
          <ActionField handle={handle} name="source" label={t('ruleForm.source')} isMono />
          <ActionField
            handle={handle}
            name="flags"
            label={t('ruleForm.flags')}
            isMono
            size="short"
            placeholder="ims"
          />
          <ActionField handle={handle} name="with" label={t('ruleForm.with')} isMono />
          <span class="rule-hint">{t('ruleForm.withGroups')}</span>
        </div>
      );
    case 'patch':
      return (
        <div class="rule-row">
          <ActionField
            handle={handle}
            name="patch"
            label={t('ruleForm.patch')}
            isMono
            placeholder={'[{"op": "replace", "path": "/price", "value": 1}]'}
          />
        </div>
      );
    case 'bytes':
      return (
        <div class="rule-row">
          <ActionField
            handle={handle}
            name="findHex"
            label={t('ruleForm.findHex')}
            isMono
            placeholder="08 96 01"
          />
          <ActionField handle={handle} name="withHex" label={t('ruleForm.withHex')} isMono />
        </div>
      );
    default:
      return (
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
      );
  }
}

function Changes({ handle }: { handle: FormHandle }) {
  const { changes } = handle.form;
  const set = (key: string, change: Partial<ChangeForm>) =>
    handle.set({
      changes: changes.map((each) => (each.key === key ? { ...each, ...change } : each)),
    });
  return (
    <>
      {changes.map((change) => (
        <div key={change.key} class="rule-row">
          <SelectField
            label={t('ruleForm.change')}
            isLabelHidden
            value={change.do}
            options={[
              { value: 'set', label: t('ruleForm.set') },
              { value: 'remove', label: t('ruleForm.remove') },
            ]}
            onValue={(value) => set(change.key, { do: value })}
          />
          <TextField
            handle={handle}
            field={`${change.key}.path`}
            label={t('ruleForm.path')}
            isMono
            placeholder="$.user.name"
            value={change.path}
            onValue={(path) => set(change.key, { path })}
          />
          {change.do === 'set' && (
            <TextField
              handle={handle}
              field={`${change.key}.value`}
              label={t('ruleForm.value')}
              isMono
              placeholder='"Ada"'
              value={change.value}
              onValue={(value) => set(change.key, { value })}
            />
          )}
          {changes.length > 1 && (
            <button
              type="button"
              class="icon-button"
              aria-label={t('ruleForm.removeChange')}
              title={t('ruleForm.removeChange')}
              onClick={() =>
                handle.set({ changes: changes.filter(({ key }) => key !== change.key) })
              }
            >
              <span aria-hidden="true">×</span>
            </button>
          )}
        </div>
      ))}
      <div class="rule-row">
        <button
          type="button"
          class="button button-quiet"
          onClick={() => handle.set({ changes: [...changes, newChange()] })}
        >
          + {t('ruleForm.addChange')}
        </button>
      </div>
    </>
  );
}
