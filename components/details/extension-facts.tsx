import { t } from '../../lib/i18n/translate.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';
import { parseExtensions } from '../../lib/websocket/extensions.ts';
import { Fact } from './fact.tsx';

const NAME_LIMIT = 100;

/** What was negotiated in a `Sec-WebSocket-Extensions` header, each parameter in words. */
export function ExtensionFacts({ header }: { header: string }) {
  const extensions = parseExtensions(header);
  if (extensions.length === 0)
    return <Fact name={t('handshake.extensions')}>{t('handshake.extensionsNone')}</Fact>;
  return (
    <Fact name={t('handshake.extensions')}>
      {[...extensions.entries()].map(([position, { name, parameters }]) => (
        <div key={position} class="handshake-extension">
          <code class="fact-text">{visibleLine(name, NAME_LIMIT)}</code>
          <p>{t(name === DEFLATE ? 'handshake.deflate' : 'handshake.unknownExtension')}</p>
          {[...parameters.entries()].map(([at, [parameter, value]]) => (
            <p key={at}>
              <code class="fact-text">
                {visibleLine(value === null ? parameter : `${parameter}=${value}`, NAME_LIMIT)}
              </code>{' '}
              {name === DEFLATE && explainParameter(parameter, value)}
            </p>
          ))}
        </div>
      ))}
    </Fact>
  );
}

const DEFLATE = 'permessage-deflate';

/** RFC 7692, section 7.1. */
function explainParameter(name: string, value: string | null): string {
  // Without a value it is what can be had, which is the most (section 7.1.2.2).
  const bits = value === null ? t('handshake.windowDefault') : visibleLine(value, 10);
  switch (name) {
    case 'server_no_context_takeover':
      return t('handshake.deflateServerReset');
    case 'client_no_context_takeover':
      return t('handshake.deflateClientReset');
    case 'server_max_window_bits':
      return t('handshake.windowBits', { side: t('handshake.server'), bits });
    case 'client_max_window_bits':
      return t('handshake.windowBits', { side: t('handshake.client'), bits });
    default:
      return t('handshake.unknownParameter');
  }
}
