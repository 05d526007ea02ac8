import { useEffect, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import { imageSize } from '../../lib/reading/image-size.ts';
import type { Media } from '../../lib/reading/media-type.ts';
import { formatBytes } from '../format/numbers.ts';
import './media-preview.css';

/** What a browser decodes without being asked to: a small file can claim to be a huge image. */
const PIXELS_UNASKED = 25_000_000;
const BYTES_UNASKED = 20_000_000;

/** An image or a sound, shown by the browser's own decoder from a `blob:` URL. */
export function MediaPreview({ bytes, media }: { bytes: Uint8Array; media: Media }) {
  const size = media.kind === 'image' ? imageSize(bytes, media.type) : undefined;
  const [asked, setAsked] = useState(false);
  const [failed, setFailed] = useState(false);
  const url = useBlobUrl(bytes, media.type);
  const shown = asked || isHarmless(bytes, media, size);
  const facts = [
    media.extension.toUpperCase(),
    size && `${size.width} × ${size.height}`,
    formatBytes(bytes.length),
  ];
  return (
    <figure class="media">
      <figcaption>{facts.filter(Boolean).join(' · ')}</figcaption>
      {failed ? (
        <p>{t('details.mediaFailed')}</p>
      ) : shown ? (
        <Player url={url} media={media} onError={() => setFailed(true)} />
      ) : (
        <button type="button" class="button" onClick={() => setAsked(true)}>
          {t('details.showImage')}
        </button>
      )}
    </figure>
  );
}

function Player(props: { url: string; media: Media; onError: () => void }) {
  const { url, media, onError } = props;
  if (url === '') return null;
  if (media.kind === 'audio')
    return <audio controls preload="metadata" src={url} onError={onError} />;
  return <img src={url} alt={t('details.imageOfMessage')} onError={onError} />;
}

function isHarmless(
  bytes: Uint8Array,
  { kind, extension }: Media,
  size: { width: number; height: number } | undefined,
): boolean {
  if (kind === 'audio') return true;
  if (extension === 'gif' && matchMedia('(prefers-reduced-motion: reduce)').matches) return false;
  return (
    size !== undefined &&
    size.width * size.height <= PIXELS_UNASKED &&
    bytes.length <= BYTES_UNASKED
  );
}

/** A URL of bytes for as long as the component lives. */
function useBlobUrl(bytes: Uint8Array, type: string): string {
  const [url, setUrl] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return url;
}
