import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { loadLaterWords } from '../../lib/i18n/translate.ts';

/** A component whose code and words are loaded when it is first drawn; later it is there at once. */
export function lazy<Props extends object>(
  load: () => Promise<FunctionComponent<Props>>,
): FunctionComponent<Props> {
  let loaded: FunctionComponent<Props> | null = null;
  return function Lazy(props) {
    const [Loaded, setLoaded] = useState(() => loaded);
    const [failed, fail] = useState<{ error: unknown } | null>(null);
    if (failed) throw failed.error;
    useEffect(() => {
      if (Loaded) return;
      let left = false;
      const fetch = async () => {
        try {
          [loaded] = await Promise.all([load(), loadLaterWords()]);
          if (!left) setLoaded(() => loaded);
        } catch (error) {
          // As when the extension was updated meanwhile: for the view's boundary to say.
          if (!left) fail({ error });
        }
      };
      void fetch();
      return () => {
        left = true;
      };
    }, [Loaded]);
    return Loaded && <Loaded {...props} />;
  };
}
