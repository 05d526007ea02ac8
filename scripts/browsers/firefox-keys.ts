/** WebDriver's code points for keys that are no characters (WebDriver, 17.4.2). */
const KEYS: Record<string, string> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE006',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Insert: '\uE016',
  Delete: '\uE017',
  F1: '\uE031',
  F2: '\uE032',
  F3: '\uE033',
  F4: '\uE034',
  F5: '\uE035',
  F6: '\uE036',
  F10: '\uE03A',
  F12: '\uE03C',
  Meta: '\uE03D',
};

/** Deletes what is selected. */
export const BACKSPACE = '\uE003';

interface KeyAction {
  type: 'keyDown' | 'keyUp';
  value: string;
}

/** Key actions for `Control+Enter`: all down in order, all up in reverse. */
export function keyActions(chord: string): KeyAction[] {
  // "Control++" presses plus.
  const names = chord.split(/\+(?=.)/);
  const values = names.map((name) => {
    const value = KEYS[name] ?? (name.length === 1 ? name : undefined);
    if (value === undefined) throw new Error(`No such key: ${name}`);
    return value;
  });
  return [
    ...values.map((value) => ({ type: 'keyDown' as const, value })),
    ...values.toReversed().map((value) => ({ type: 'keyUp' as const, value })),
  ];
}
