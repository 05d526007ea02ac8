import { t } from '../../lib/i18n/translate.ts';
import type { JwtTime } from '../../lib/reading/unfold/jwt.ts';
import { useClock } from '../connections/use-clock.ts';
import { Fact } from './fact.tsx';
import { formatAge, formatMoment } from '../format/times.ts';

const DAY = 86_400_000;

const CLAIMS = {
  iat: 'details.jwtIssued',
  nbf: 'details.jwtNotBefore',
  exp: 'details.jwtExpires',
} as const;

/** What a JSON Web Token says of its times, in words; and that nobody checked it. */
export function JwtFacts({ jwt }: { jwt: { times: JwtTime[]; signed: boolean } }) {
  const now = useClock(true);
  const expiry = jwt.times.find(({ claim }) => claim === 'exp');
  const expired = expiry !== undefined && expiry.time <= now;
  return (
    <div class="facts-bar">
      <dl class="facts">
        {jwt.times.map(({ claim, time }) => (
          <Fact key={claim} name={t(CLAIMS[claim])}>
            {formatMoment(time)}{' '}
            <span class={claim === 'exp' && expired ? 'fact-error' : 'facts-note'}>
              {t(time <= now ? 'details.ago' : 'details.ahead', {
                age: distance(Math.abs(now - time)),
              })}
              {claim === 'exp' && expired ? ` · ${t('details.jwtExpired')}` : ''}
              {claim === 'nbf' && time > now ? ` · ${t('details.jwtNotYet')}` : ''}
            </span>
          </Fact>
        ))}
        {!expiry && <Fact name={t('details.jwtExpires')}>{t('details.jwtNeverExpires')}</Fact>}
        <Fact name={t('details.jwtSignature')}>
          {t(jwt.signed ? 'details.jwtNotVerified' : 'details.jwtUnsigned')}
        </Fact>
      </dl>
    </div>
  );
}

/** A span of milliseconds; long ones in days. */
function distance(span: number): string {
  const days = Math.floor(span / DAY);
  return days < 2 ? formatAge(span) : t('units.days', { count: days });
}
