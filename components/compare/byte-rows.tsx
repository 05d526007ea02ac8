import { useMemo, useRef } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import { byteRowsOf } from '../../lib/reading/compare/lines.ts';
import type { Run } from '../../lib/reading/compare/runs.ts';
import { hexOf, offsetDigits } from '../hex/hex-rows.ts';
import { useBytesPerRow } from '../hex/use-bytes-per-row.ts';
import { ComparedRow, ComparedRows, KIND_WORDS } from './compared-rows.tsx';

/** Two payloads as hex dumps, one in the other. */
export function ByteRows(props: {
  comparison: { before: Uint8Array; after: Uint8Array; runs: readonly Run[] };
}) {
  const { before, after, runs } = props.comparison;
  const frame = useRef<HTMLDivElement>(null);
  const ruler = useRef<HTMLSpanElement>(null);
  const digits = offsetDigits(Math.max(before.length, after.length));
  const perRow = useBytesPerRow(frame, ruler, digits + 2);
  const rows = useMemo(() => byteRowsOf(runs, perRow), [runs, perRow]);
  return (
    <div class="hex-frame" ref={frame}>
      <span class="hex-ruler mono" ref={ruler} aria-hidden="true">
        {'0'.repeat(100)}
      </span>
      <ComparedRows
        label={t('compare.title')}
        count={rows.length}
        renderRow={(index) => {
          const row = rows[index];
          if (!row) return null;
          const { kind, start, length } = row;
          if (kind === 'folded')
            return (
              <ComparedRow key={index} kind={kind} word="">
                {t('compare.sameBytes', { count: length })}
              </ComparedRow>
            );
          const bytes = (kind === 'removed' ? before : after).subarray(start, start + length);
          const hex = Array.from(bytes, hexOf).join(' ');
          return (
            <ComparedRow key={index} kind={kind} word={kind === 'same' ? '' : t(KIND_WORDS[kind])}>
              <span class="hex-offset">{start.toString(16).padStart(digits, '0')}</span>
              {'  '}
              {hex.padEnd(perRow * 3)}
              <span aria-hidden="true">{Array.from(bytes, printable).join('')}</span>
            </ComparedRow>
          );
        }}
      />
    </div>
  );
}

function printable(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
}
