import { useEffect, useRef, useState } from 'preact/hooks';
import type { ReplayPlan, ReplayTiming } from '../../lib/control/replay-plan.ts';
import { type PlainKey, t } from '../../lib/i18n/translate.ts';
import { gatherReplay, type ReplayScope } from '../../lib/panel/gather-replay.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { isMessageKind } from '../../lib/protocol/events.ts';
import type { Connection } from '../../lib/session/types.ts';
import { connectionName } from '../connections/connection-text.ts';
import { selectedRows } from '../messages/selection.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { attempt, startReplay } from './composer-actions.ts';
import { InlineForm } from './inline-form.tsx';
import { openAlike } from './open-alike.ts';
import { composerTarget, isOpen, whyNotOpen } from './target.ts';

const OWN = 'own';
const ANOTHER = 'another';
const TIMINGS: readonly { value: ReplayTiming['type']; label: PlainKey }[] = [
  { value: 'original', label: 'replay.original' },
  { value: 'fast', label: 'replay.fast' },
  { value: 'step', label: 'replay.step' },
];
/** From a hundred times slower to a thousand times faster. */
const FACTORS = { min: 0.01, max: 1000 };

/** Asks what is replayed, how fast and onto which connection, and starts it. */
export function ReplayForm({ model, ui }: { model: PanelModel; ui: PanelUi }) {
  void model.version.value;
  const scopes = scopesOf(model, ui);
  const [scopeName, setScopeName] = useState(scopes[0]!.value);
  const scope = (scopes.find(({ value }) => value === scopeName) ?? scopes[0]!).scope;
  const [directions, setDirections] = useState({ send: true, receive: scope.type === 'rows' });
  const [timing, setTiming] = useState<ReplayTiming['type']>('original');
  const [factor, setFactor] = useState(1);
  const [target, setTarget] = useState(OWN);
  const [busy, setBusy] = useState(false);
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  const factorWrong = !(factor >= FACTORS.min && factor <= FACTORS.max);
  const error =
    !directions.send && !directions.receive
      ? t('replay.noDirection')
      : factorWrong && timing === 'original'
        ? t('replay.factorWrong')
        : '';

  const submit = async () => {
    if (error || busy) return;
    setBusy(true);
    let key = target === OWN || target === ANOTHER ? null : Number(target);
    let plan: ReplayPlan | undefined;
    await attempt(
      ui,
      () => (plan?.without ? t('replay.without', { count: plan.without }) : t('replay.started')),
      async () => {
        plan = await gatherReplay(model, scope, directions);
        if (target === ANOTHER) key = await openAlike(model, sourceOf(model, plan));
        checkPlan(model, plan, key);
      },
    );
    setBusy(false);
    if (!plan || ui.composer.outcome.value?.tone === 'error') return;
    const notice = ui.composer.outcome.value;
    startReplay(model, ui, {
      plan,
      timing: timing === 'original' ? { type: timing, factor } : { type: timing },
      target: key,
    });
    if (plan.without > 0) ui.composer.outcome.value = notice;
    ui.composer.form.value = null;
  };

  return (
    <InlineForm
      ui={ui}
      label={t('replay.title')}
      submit={t('replay.start')}
      disabled={error !== '' || busy}
      hint={error || t('replay.help')}
      wrong={error !== ''}
      onSubmit={submit}
    >
      <label>
        {t('replay.messages')}
        <select
          ref={first}
          class="field"
          value={scopeName}
          onChange={(event) => setScopeName(event.currentTarget.value)}
        >
          {scopes.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </label>
      {(['send', 'receive'] as const).map((direction) => (
        <label key={direction}>
          <input
            type="checkbox"
            checked={directions[direction]}
            onChange={({ currentTarget }) =>
              setDirections({ ...directions, [direction]: currentTarget.checked })
            }
          />
          {t(direction === 'send' ? 'replay.sent' : 'replay.received')}
        </label>
      ))}
      <label>
        {t('replay.timing')}
        <select
          class="field"
          value={timing}
          onChange={({ currentTarget }) => setTiming(currentTarget.value as typeof timing)}
        >
          {TIMINGS.map(({ value, label }) => (
            <option key={value} value={value}>
              {t(label)}
            </option>
          ))}
        </select>
      </label>
      {timing === 'original' && (
        <label>
          {t('replay.factor')}
          <input
            class="field number"
            type="number"
            step="any"
            min={FACTORS.min}
            max={FACTORS.max}
            value={factor}
            aria-invalid={factorWrong}
            aria-describedby="form-hint"
            onInput={({ currentTarget }) => setFactor(currentTarget.valueAsNumber)}
          />
        </label>
      )}
      <label>
        {t('replay.onto')}
        <select
          class="field"
          value={target}
          onChange={(event) => setTarget(event.currentTarget.value)}
        >
          <option value={OWN}>{t('replay.own')}</option>
          <option value={ANOTHER}>{t('replay.another')}</option>
          {model.connections.value.filter(isOpen).map(({ key, url }) => (
            <option key={key} value={String(key)}>
              {connectionLabel(key, url)}
            </option>
          ))}
        </select>
      </label>
    </InlineForm>
  );
}

interface Scope {
  value: string;
  text: string;
  scope: ReplayScope;
}

function scopesOf(model: PanelModel, ui: PanelUi): readonly Scope[] {
  const rows = selectedRows(model, ui).filter((row) => isMessageKind(model.log.kind(row)));
  const { connection } = composerTarget(model);
  const scopes: Scope[] = [];
  if (rows.length > 0) {
    const text = t('replay.rows', { count: rows.length });
    scopes.push({ value: 'rows', text, scope: { type: 'rows', rows } });
  }
  const count = model.shownMessages.value;
  scopes.push({ value: 'shown', text: t('replay.shown', { count }), scope: { type: 'shown' } });
  if (connection) {
    const text = t('replay.connection', { name: connectionLabel(connection.key, connection.url) });
    scopes.push({
      value: 'connection',
      text,
      scope: { type: 'connection', key: connection.key },
    });
  }
  return scopes;
}

function connectionLabel(key: number, url: string): string {
  return `${key}: ${connectionName(url)}`;
}

/** The connection that another one is to be like: that of the first message. */
function sourceOf(model: PanelModel, { rows }: ReplayPlan): Connection {
  const [row] = rows;
  if (row === undefined) throw new Error(t('replay.nothing'));
  const connection = model.connection(model.log.connection(row));
  if (!connection) throw new Error(t('composer.unknownConnection'));
  return connection;
}

/** Throws where a plan cannot be carried out from its first to its last message. */
function checkPlan(model: PanelModel, plan: ReplayPlan, target: number | null): void {
  if (plan.rows.length === 0) throw new Error(t('replay.nothing'));
  const keys =
    target === null ? new Set(plan.rows.map((row) => model.log.connection(row))) : [target];
  for (const key of keys) {
    const connection = model.connection(key);
    if (!connection) throw new Error(t('composer.unknownConnection'));
    const why = whyNotOpen({ connection });
    if (why) throw new Error(t('replay.notOpen', { name: connectionLabel(key, connection.url) }));
  }
}
