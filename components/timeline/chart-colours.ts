/** The tokens that the chart is drawn in, as colours of the theme that is on. */
const TOKENS = {
  send: '--send',
  recv: '--recv',
  ok: '--ok',
  err: '--err',
  warn: '--warn',
  accent: '--accent',
  fg2: '--fg2',
  fg3: '--fg3',
  line: '--line',
  lineSoft: '--line-soft',
} as const;

/** Colours for a canvas. */
export type ChartColours = Record<keyof typeof TOKENS, string> & { font: string; family: string };

/** Reads the colours where `host` is; with forced colours they are those of the system. */
export function readColours(host: HTMLElement): ChartColours {
  const probe = host.appendChild(document.createElement('span'));
  const style = getComputedStyle(probe);
  const colours = Object.entries(TOKENS).map(([name, token]) => {
    probe.style.color = `var(${token})`;
    return [name, style.color];
  });
  const family = style.fontFamily;
  const font = `11px ${family}`;
  probe.remove();
  return { ...Object.fromEntries(colours), font, family } as ChartColours;
}
