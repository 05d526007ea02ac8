import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseExtensions } from '../../../lib/websocket/extensions.ts';

test('reads names and parameters, quoted or not', () => {
  expect(
    parseExtensions('permessage-deflate; client_max_window_bits; server_max_window_bits="10", x'),
  ).toEqual([
    {
      name: 'permessage-deflate',
      parameters: [
        ['client_max_window_bits', null],
        ['server_max_window_bits', '10'],
      ],
    },
    { name: 'x', parameters: [] },
  ]);
  expect(parseExtensions('')).toEqual([]);
});

test('takes any text, and gives no more than it has room for', () => {
  const pieces = fc.array(fc.constantFrom(',', ';', '=', '"', 'a', ' ', '\n'), { maxLength: 300 });
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        pieces.map((each) => each.join('')),
      ),
      (header) => {
        const found = parseExtensions(header);
        expect(found.length).toBeLessThanOrEqual(32);
        for (const { name, parameters } of found) {
          expect(name).not.toBe('');
          expect(parameters.length).toBeLessThanOrEqual(32);
        }
      },
    ),
  );
});
