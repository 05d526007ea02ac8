import type { ComponentChildren } from 'preact';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { delayBefore } from '../../lib/session/delay-before.ts';
import { lineageFacts } from '../../lib/session/lineage-facts.ts';
import type { LineageFacts } from '../../lib/session/lineage-facts.ts';
import type { Attempt, Lineage } from '../../lib/session/lineage.ts';
import { Fact } from '../details/fact.tsx';
import { formatCount } from '../format/numbers.ts';
import { formatClock, formatDuration } from '../format/times.ts';
import { backOffWords } from './back-off-words.ts';
import { showConnection } from './go-to-attempt.ts';
import { stateSpans } from './state-spans.ts';
import { StateStrip } from './state-strip.tsx';

/** Attempts that the table shows; all of them are in the list of connections. */
const MOST_ROWS = 30;

/** The attempts that a connection is one of, and how they follow each other. */
export function Attempts(props: {
  model: PanelModel;
  lineage: Lineage;
  connectionKey: number;
  now: number;
}) {
  const { model, lineage, connectionKey } = props;
  const facts = lineageFacts(lineage, props.now);
  const attempt = model.lineages.attempt(connectionKey);
  const index = facts.attempts.findIndex((each) => each === attempt);
  const number = index < 0 ? null : facts.earlier + index + 1;
  return (
    <section class="attempts" aria-label={t('overview.title')}>
      <div class="attempts-bar">
        <h3>
          {number === null
            ? t('overview.attempts', { count: lineage.count })
            : t('overview.attemptOf', { number, count: lineage.count })}
        </h3>
        <StepButton model={model} to={attempt?.previous} title={t('overview.previousHint')}>
          {t('overview.previous')}
        </StepButton>
        <StepButton model={model} to={attempt?.next} title={t('overview.nextHint')}>
          {t('overview.next')}
        </StepButton>
      </div>
      <StateStrip spans={stateSpans(facts.attempts, props.now)} />
      <Words facts={facts} />
      <AttemptTable model={model} facts={facts} current={attempt} />
    </section>
  );
}

function StepButton(props: {
  model: PanelModel;
  to: Attempt | null | undefined;
  title: string;
  children: ComponentChildren;
}) {
  const { model, to } = props;
  return (
    <button
      type="button"
      class="button"
      disabled={!to}
      title={props.title}
      onClick={() => to && showConnection(model, to.connection.key)}
    >
      {props.children}
    </button>
  );
}

function Words({ facts }: { facts: LineageFacts }) {
  const { span, connected, opened, attempts, codes, backOff, delays } = facts;
  return (
    <dl class="facts facts-column">
      {span !== null && span > 0 && (
        <Fact name={t('overview.connected')}>
          {t('overview.share', {
            percent: Math.round(Math.min(1, connected / span) * 100),
            span: formatDuration(span),
          })}
          <span class="facts-note">
            {t('overview.openedOf', {
              opened,
              count: attempts.length,
              hasEarlier: facts.earlier > 0,
            })}
          </span>
        </Fact>
      )}
      <Fact name={t('overview.delays')}>
        {backOff ? (
          <>
            {backOffWords(backOff)}{' '}
            <span class="facts-note">{t('overview.byDelays', { count: delays })}</span>
          </>
        ) : (
          <span class="facts-note">
            {delays < 3 ? t('overview.tooFewDelays') : t('overview.noRule')}
          </span>
        )}
      </Fact>
      {codes.size > 0 && (
        <Fact name={t('overview.endedWith')}>
          {[...codes]
            .sort(([, a], [, b]) => b - a)
            .slice(0, 8)
            .map(([code, count]) => `${code || t('overview.noCloseCode')} ×${formatCount(count)}`)
            .join(' · ')}
        </Fact>
      )}
    </dl>
  );
}

function AttemptTable(props: {
  model: PanelModel;
  facts: LineageFacts;
  current: Attempt | undefined;
}) {
  const { attempts, earlier } = props.facts;
  const shown = attempts.slice(-MOST_ROWS).toReversed();
  const hidden = earlier + attempts.length - shown.length;
  return (
    <div class="attempts-scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">{t('overview.began')}</th>
            <th scope="col">{t('overview.after')}</th>
            <th scope="col">{t('overview.openFor')}</th>
            <th scope="col">{t('overview.ended')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((attempt, i) => {
            const { connection } = attempt;
            const number = earlier + attempts.length - i;
            const delay = delayBefore(attempt);
            return (
              <tr key={connection.key} aria-current={attempt === props.current || undefined}>
                <th scope="row">
                  <button
                    type="button"
                    class="button button-quiet"
                    aria-label={t('overview.attempt', { number })}
                    onClick={() => showConnection(props.model, connection.key)}
                  >
                    {formatCount(number)}
                  </button>
                </th>
                <td>
                  {connection.constructedAt === null ? '' : formatClock(connection.constructedAt)}
                </td>
                <td>{delay === null ? pageLoaded(attempt) : formatDuration(delay)}</td>
                <td>{openFor(attempt)}</td>
                <td>{ending(attempt)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {hidden > 0 && <p class="facts-note">{t('overview.hidden', { count: hidden })}</p>}
    </div>
  );
}

function pageLoaded({ previous, connection }: Attempt): string {
  return previous && previous.connection.documentId !== connection.documentId
    ? t('overview.pageLoad')
    : '–';
}

function openFor({ connection: { openedAt, closedAt } }: Attempt): string {
  if (openedAt === null) return '–';
  return closedAt === null ? t('overview.stillOpen') : formatDuration(closedAt - openedAt);
}

function ending({ connection: { close, constructError, tornDown, closedAt } }: Attempt): string {
  if (close) return String(close.code);
  if (constructError) return t('connections.threw');
  if (tornDown) return t('connections.pageLeft');
  return closedAt === null ? '–' : t('connections.stateFailed');
}
