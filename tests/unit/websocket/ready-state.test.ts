import { expect, test } from 'vitest';
import { ReadyState, readyStateName } from '../../../lib/websocket/ready-state.ts';

test('names the four states as WebSocket does', () => {
  expect([0, 1, 2, 3].map(readyStateName)).toEqual(['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED']);
  for (const [name, state] of Object.entries(ReadyState)) {
    expect(readyStateName(state)).toBe(name.toUpperCase());
    expect(WebSocket).toHaveProperty(name.toUpperCase(), state);
  }
});

test.each([-1, 4, 1.5, NaN, Infinity, 2 ** 53])('%d is unknown', (state) => {
  expect(readyStateName(state)).toBe('UNKNOWN');
});
