import { type PlainKey, t } from '../../lib/i18n/translate.ts';
import type { Unfolding } from '../../lib/reading/unfold/unfold.ts';

/** Looks into a value; `path` says where in a JSON document it is. */
export type Unfold = (unfolding: Unfolding, path?: string) => Promise<void>;

/** The ways to look into a value, in words. */
export const UNFOLDING_LABELS = {
  json: 'details.unfoldJson',
  jwt: 'details.unfoldJwt',
  base64: 'details.unfoldBase64',
  url: 'details.unfoldUrl',
  utf8: 'details.unfoldText',
  gzip: 'details.unfoldGzip',
  deflate: 'details.unfoldDeflate',
  'deflate-raw': 'details.unfoldDeflateRaw',
} as const satisfies Record<Unfolding['name'], PlainKey>;

/** A button for each way to look into a value. */
export function UnfoldButtons(props: {
  unfoldings: readonly Unfolding[];
  unfold: Unfold;
  path?: string;
  /** In a line of their own. */
  bar?: boolean;
}) {
  const { unfoldings, unfold, path, bar } = props;
  if (unfoldings.length === 0) return null;
  const buttons = unfoldings.map((unfolding) => (
    <button
      key={unfolding.name}
      type="button"
      class="button button-unfold"
      title={t('details.unfoldHint')}
      onClick={() => void unfold(unfolding, path)}
    >
      <span aria-hidden="true">⤵</span> {t(UNFOLDING_LABELS[unfolding.name])}
    </button>
  ));
  return bar ? <div class="view-bar">{buttons}</div> : <>{buttons}</>;
}
