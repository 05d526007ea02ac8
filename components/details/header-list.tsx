import { t } from '../../lib/i18n/translate.ts';
import type { HeaderLine } from '../../lib/protocol/handshake.ts';
import { isSecretHeader } from '../../lib/protocol/handshake.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';

const NAME_LIMIT = 200;
const VALUE_LIMIT = 16_384;

/** Headers in their order; those that carry cookies or credentials only where `secrets` are wanted. */
export function HeaderList(props: {
  title: string;
  headers: readonly HeaderLine[];
  leftOut: number;
  secrets: boolean;
}) {
  const { title, headers, leftOut, secrets } = props;
  return (
    <section class="headers" aria-label={title}>
      <h3>
        {title} <span class="facts-note">{headers.length + leftOut}</span>
      </h3>
      {headers.length === 0 ? (
        <p class="facts-note">{t('handshake.noHeaders')}</p>
      ) : (
        <dl>
          {[...headers.entries()].map(([position, [name, value]]) => (
            <div key={position}>
              <dt class="mono">{visibleLine(name, NAME_LIMIT)}</dt>
              <dd>
                {isSecretHeader(name) && !secrets ? (
                  <span class="facts-note">
                    {t('handshake.hiddenValue', { count: value.length })}
                  </span>
                ) : (
                  <span class="mono fact-text">{visibleLine(value, VALUE_LIMIT)}</span>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {leftOut > 0 && <p class="facts-note">{t('handshake.leftOut', { count: leftOut })}</p>}
    </section>
  );
}
