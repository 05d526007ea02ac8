import { describe, expect, test } from 'vitest';
import { needsExtension, summarize } from '../../../scripts/test/summary.ts';

function file(status: string, ...tests: string[]) {
  return { status, assertionResults: tests.map((each) => ({ status: each })) };
}

describe('summarize', () => {
  test('counts tests', () => {
    const testResults = [file('failed', 'passed', 'failed'), file('passed', 'passed', 'skipped')];
    expect(summarize({ testResults }, 1)).toEqual({ passed: 2, failed: 1 });
  });

  test('a file that does not load is a failure', () => {
    const testResults = [file('failed'), file('passed', 'passed')];
    expect(summarize({ testResults }, 1)).toEqual({ passed: 1, failed: 1 });
  });

  test('a file that fails beside its passing tests is a failure', () => {
    expect(summarize({ testResults: [file('failed', 'passed')] }, 1)).toEqual({
      passed: 1,
      failed: 1,
    });
  });

  test('an unhandled error is a failure', () => {
    expect(summarize({ testResults: [file('passed', 'passed')] }, 1)).toEqual({
      passed: 1,
      failed: 1,
    });
  });

  test.each([undefined, { testResults: [] }])('nothing at all is a failure', (report) => {
    expect(summarize(report, 0)).toEqual({ passed: 0, failed: 1 });
  });
});

test.each([
  [[], true],
  [['--project', 'unit'], false],
  [['--project=neutral', '-t', 'e2e'], false],
  [['--project', 'unit', '--project', 'e2e'], true],
  [['--project', '!unit'], true],
  [['tests/unit/a.test.ts'], true],
])('needsExtension(%j) is %s', (args, expected) => {
  expect(needsExtension(args)).toBe(expected);
});
