import { expect, test, vi } from 'vitest';

test('before expressions are loaded a filter with one is not good yet, and others are', async () => {
  vi.resetModules();
  const { parseFilter } = await import('../../../lib/query/parse-filter.ts');
  expect(parseFilter('words')).not.toBeNull();
  expect(() => parseFilter('/a+/')).toThrow('stillLoading');
  const { loadExpressions } = await import('../../../lib/query/load-expressions.ts');
  await loadExpressions();
  expect(parseFilter('/a+/')).not.toBeNull();
});
