import { useState } from 'preact/hooks';
import { handshakeAsCurl, handshakeAsText } from '../../lib/formats/handshake-text.ts';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { headerValue, isSecretHeader } from '../../lib/protocol/handshake.ts';
import type { Handshake } from '../../lib/protocol/handshake.ts';
import type { Connection, HandshakeMatch } from '../../lib/session/types.ts';
import { CopyButton } from '../clipboard/copy-button.tsx';
import { formatClock, formatDuration, formatMoment } from '../format/times.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { ExtensionFacts } from './extension-facts.tsx';
import { Fact } from './fact.tsx';
import { handshakeStatus } from './handshake-outcome.ts';
import { handshakeCause, noHandshakeCause } from './handshake-cause.ts';
import { HeaderList } from './header-list.tsx';
import { NetworkLogButton } from './network-log-button.tsx';
import './handshake.css';

const URL_LIMIT = 20_000;
/** Candidates of one connection that can be looked at. */
const MOST_CANDIDATES = 20;

/** The opening handshake of a connection: what was asked, what was answered, and what it means. */
export function HandshakeTab(props: { model: PanelModel; ui: PanelUi; connectionKey: number }) {
  void props.model.version.value;
  const [chosen, choose] = useState(0);
  const connection = props.model.connection(props.connectionKey);
  if (!connection)
    return (
      <div class="empty">
        <p>{t('details.unknownConnection')}</p>
      </div>
    );
  const match = props.model.handshake(connection.key);
  if (match.state === 'none')
    return (
      <div class="empty">
        <h2>{t('handshake.none')}</h2>
        <p>{t(noHandshakeCause(connection))}</p>
      </div>
    );
  if (match.state === 'sure')
    return <HandshakeView {...props} connection={connection} handshake={match.handshake} />;
  const shown = match.candidates.find(({ id }) => id === chosen) ?? match.candidates[0];
  return (
    <>
      <Candidates match={match} chosen={shown?.id ?? 0} choose={choose} />
      {shown && (
        <HandshakeView key={shown.id} {...props} connection={connection} handshake={shown} />
      )}
    </>
  );
}

/** Says that it cannot be told, and lets one look at each that it may have been. */
function Candidates(props: {
  match: Extract<HandshakeMatch, { state: 'unsure' }>;
  chosen: number;
  choose: (id: number) => void;
}) {
  const { candidates, maybeNone } = props.match;
  return (
    <div class="candidates">
      <p>
        <strong>{t('handshake.unsure')}</strong>
      </p>
      <p>{t('handshake.unsureWhy')}</p>
      <p>
        {t('handshake.oneOf', { count: candidates.length })}
        {maybeNone && ` ${t('handshake.orNone')}`}
      </p>
      {candidates.length > 1 && (
        <select
          aria-label={t('handshake.candidates')}
          value={String(props.chosen)}
          onChange={(event) => props.choose(Number(event.currentTarget.value))}
        >
          {candidates.slice(0, MOST_CANDIDATES).map((handshake, index) => (
            <option key={handshake.id} value={String(handshake.id)}>
              {t('handshake.candidate', {
                number: index + 1,
                status: handshakeStatus(handshake),
                moment: formatClock(handshake.startedAt),
              })}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

function HandshakeView(props: {
  model: PanelModel;
  ui: PanelUi;
  connection: Connection;
  handshake: Handshake;
}) {
  const { connection, handshake, ui } = props;
  const [secrets, setSecrets] = useState(false);
  const { requestHeaders, responseHeaders } = handshake;
  const hasSecrets = [...requestHeaders, ...responseHeaders].some(([name]) => isSecretHeader(name));
  const cause = handshakeCause(handshake, connection);
  const failed = connection.openedAt === null && connection.closedAt !== null;
  return (
    <>
      <div class="view-bar">
        <strong class={failed ? 'fact-error' : ''}>{handshakeStatus(handshake)}</strong>
        <CopyButton
          label={t('handshake.copyHeaders')}
          ui={ui}
          text={() => handshakeAsText(handshake, secrets)}
        />
        <CopyButton
          label={t('handshake.copyCurl')}
          ui={ui}
          text={() => handshakeAsCurl(handshake, secrets)}
        />
      </div>
      <dl class="facts facts-column">
        {cause && <Fact name={t('handshake.cause')}>{t(cause)}</Fact>}
        <Fact name={t('handshake.error')} text={handshake.error} />
        <Fact name={t('handshake.url')} text={handshake.url} limit={URL_LIMIT} />
        <Fact name={t('handshake.address')} text={handshake.ip} />
        <Times connection={connection} handshake={handshake} />
        {handshake.status === 101 && (
          <>
            <Subprotocol connection={connection} handshake={handshake} />
            <ExtensionFacts
              header={headerValue(responseHeaders, 'sec-websocket-extensions') ?? ''}
            />
          </>
        )}
      </dl>
      {hasSecrets && (
        <button
          type="button"
          class="button button-quiet secrets"
          aria-pressed={secrets}
          onClick={() => setSecrets(!secrets)}
        >
          {t(secrets ? 'handshake.hideSecrets' : 'handshake.showSecrets')}
        </button>
      )}
      <HeaderList
        title={t('handshake.request')}
        headers={requestHeaders}
        leftOut={handshake.requestLeftOut}
        secrets={secrets}
      />
      <NetworkLogButton model={props.model} handshake={handshake} />
      <HeaderList
        title={t('handshake.response')}
        headers={responseHeaders}
        leftOut={handshake.responseLeftOut}
        secrets={secrets}
      />
    </>
  );
}

function Times(props: { connection: Connection; handshake: Handshake }) {
  const { constructedAt, openedAt } = props.connection;
  const { startedAt, sentAt, respondedAt, endedAt } = props.handshake;
  const start = constructedAt ?? startedAt;
  const steps: [string, number | null][] = [
    [t('handshake.began'), startedAt],
    [t('handshake.sent'), sentAt],
    [t('handshake.answered'), respondedAt],
    [t('handshake.opened'), openedAt],
    [t('handshake.ended'), openedAt === null ? endedAt : null],
  ];
  return (
    <Fact name={t('handshake.times')}>
      <table class="handshake-times">
        <tbody>
          {constructedAt !== null && (
            <tr>
              <th scope="row">{t('handshake.constructed')}</th>
              <td>{formatMoment(constructedAt)}</td>
            </tr>
          )}
          {steps.map(
            ([name, time]) =>
              time !== null && (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>
                    {constructedAt === null
                      ? formatMoment(time)
                      : t('handshake.after', { duration: formatDuration(time - start) })}
                  </td>
                </tr>
              ),
          )}
        </tbody>
      </table>
    </Fact>
  );
}

function Subprotocol({ connection, handshake }: { connection: Connection; handshake: Handshake }) {
  const chosen = headerValue(handshake.responseHeaders, 'sec-websocket-protocol');
  const { protocols } = connection;
  if (chosen === undefined)
    return (
      <Fact name={t('handshake.subprotocol')}>
        {t(protocols.length ? 'handshake.subprotocolRefused' : 'handshake.subprotocolNone')}
      </Fact>
    );
  const asked = protocols.includes(chosen);
  return (
    <Fact name={t('handshake.subprotocol')} text={chosen} limit={500}>
      <p>{t(asked ? 'handshake.subprotocolChosen' : 'handshake.subprotocolForeign')}</p>
    </Fact>
  );
}
