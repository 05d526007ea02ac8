import { useMemo, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { type Trial, type TrialSample, tryRule } from '../../lib/panel/rule-trial.ts';
import { EventKind } from '../../lib/protocol/events.ts';
import { isConnectionAction, type Rule } from '../../lib/protocol/rule.ts';
import { payloadPreview } from '../../lib/session/preview.ts';
import { Reading } from '../details/json-or-text.tsx';
import { useWork } from '../work/use-work.ts';
import { describeAction, reasonWords } from './rule-words.ts';

/** More than fits into its line. */
const PREVIEW = 300;

/** What a rule would do with the messages that are in the log. */
export function TestBench({ model, rule }: { model: PanelModel; rule: Rule | null }) {
  const [round, again] = useState(0);
  return (
    <section class="rule-bench" aria-label={t('bench.title')}>
      <div class="rule-bench-head">
        <h3>{t('bench.title')}</h3>
        <button
          type="button"
          class="button button-quiet"
          disabled={!rule}
          onClick={() => again(round + 1)}
        >
          {t('bench.again')}
        </button>
      </div>
      {rule ? <TrialOf model={model} rule={rule} round={round} /> : <p>{t('bench.wrong')}</p>}
    </section>
  );
}

function TrialOf({ model, rule, round }: { model: PanelModel; rule: Rule; round: number }) {
  const subject = useMemo(() => {
    void round;
    return { log: model.log, rule, connection: (key: number) => model.connection(key) };
  }, [model, rule, round]);
  const progress = useWork(tryRule, subject);
  if (!progress.done) return <Reading share={progress.share} />;
  const { looked, matched, firsts } = progress.value;
  if (looked === 0) return <p>{t('bench.nothing')}</p>;
  const isOfConnections = isConnectionAction(rule.action);
  return (
    <>
      <p>
        {t(isOfConnections ? 'bench.ofConnections' : 'bench.ofMessages', { matched, looked })}
        {matched > firsts.length && ` · ${t('bench.firstOnes', { count: firsts.length })}`}
      </p>
      <Samples model={model} rule={rule} firsts={firsts} />
    </>
  );
}

function Samples(props: { model: PanelModel; rule: Rule; firsts: Trial['firsts'] }) {
  const { model, rule, firsts } = props;
  return (
    <ol>
      {firsts.map((sample) => (
        <li key={sample.row}>
          <button
            type="button"
            class="rule-sample"
            onClick={() => {
              model.selectedRow.value = sample.row;
            }}
          >
            <Direction model={model} row={sample.row} />
            <bdi class="mono">{model.log.preview(sample.row, PREVIEW)}</bdi>
            <span class="rule-sample-made" aria-hidden="true">
              →
            </span>
            <Made sample={sample} rule={rule} />
          </button>
        </li>
      ))}
    </ol>
  );
}

function Direction({ model, row }: { model: PanelModel; row: number }) {
  const kind = model.log.kind(row);
  if (kind !== EventKind.Send && kind !== EventKind.Receive) return <i aria-hidden="true" />;
  const isSent = kind === EventKind.Send;
  return (
    <span class={isSent ? 'sent' : 'received'}>
      <span aria-hidden="true">{isSent ? '↑' : '↓'}</span>
      <span class="visually-hidden">{t(isSent ? 'messages.sent' : 'messages.received')}</span>
    </span>
  );
}

function Made({ sample, rule }: { sample: TrialSample; rule: Rule }) {
  if (sample.failed !== null)
    return <span class="rule-failure">⚠ {reasonWords(sample.failed) || t('bench.failed')}</span>;
  if (sample.made === null)
    return <span class="rule-sample-made">{describeAction(rule.action)}</span>;
  return <bdi class="mono rule-sample-made">{payloadPreview(sample.made, PREVIEW)}</bdi>;
}
