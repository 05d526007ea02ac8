import { expect, test } from 'vitest';
import { keyActions } from '../../../scripts/browsers/firefox-keys.ts';

test('a chord goes down in order and up in reverse', () => {
  expect(keyActions('Control+Enter')).toEqual([
    { type: 'keyDown', value: '\uE009' },
    { type: 'keyDown', value: '\uE006' },
    { type: 'keyUp', value: '\uE006' },
    { type: 'keyUp', value: '\uE009' },
  ]);
});

test.each([
  ['a', ['a']],
  ['+', ['+']],
  ['Control++', ['\uE009', '+']],
])('%s', (chord, values) => {
  const down = keyActions(chord).filter(({ type }) => type === 'keyDown');
  expect(down.map(({ value }) => value)).toEqual(values);
});

test('unknown names are refused', () => {
  expect(() => keyActions('Control+Any')).toThrow('No such key: Any');
});
