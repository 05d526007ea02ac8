import { t, type PlainKey } from '../../lib/i18n/translate.ts';

const EXAMPLES: readonly { text: string; says: PlainKey }[] = [
  { text: '"some words"', says: 'filterHelp.words' },
  { text: '/time.?out/i', says: 'filterHelp.expression' },
  { text: '(dir:send or size>1kB) -ping', says: 'filterHelp.combine' },
  { text: 'dir:send', says: 'filterHelp.dir' },
  { text: 'kind:close|error', says: 'filterHelp.kind' },
  { text: 'is:heartbeat', says: 'filterHelp.is' },
  { text: 'event:subscribe', says: 'filterHelp.event' },
  { text: 'json:$.user.id = 7', says: 'filterHelp.json' },
  { text: 'size>10kB', says: 'filterHelp.size' },
  { text: 'conn:chat', says: 'filterHelp.conn' },
  { text: 'url:/wss?:/', says: 'filterHelp.url' },
  { text: 'frame:top', says: 'filterHelp.frame' },
  { text: 'code:4000..4999', says: 'filterHelp.code' },
  { text: 'time>-1m', says: 'filterHelp.time' },
  { text: 'delta>100ms', says: 'filterHelp.delta' },
];

/** The language of the filter by examples, which can be taken over. */
export function FilterHelp(props: { onChoose: (example: string) => void; onDone: () => void }) {
  const { onDone } = props;
  return (
    <div
      class="filter-popup filter-help"
      role="group"
      aria-label={t('filter.help')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onDone();
      }}
    >
      <p>{t('filterHelp.intro')}</p>
      {EXAMPLES.map(({ text, says }) => (
        <button
          key={text}
          type="button"
          class="filter-option"
          onClick={() => {
            props.onChoose(text);
            onDone();
          }}
        >
          <span class="mono">{text}</span>
          <small>{t(says)}</small>
        </button>
      ))}
    </div>
  );
}
