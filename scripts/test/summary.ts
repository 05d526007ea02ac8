/** The part of vitest's JSON report that counts. */
export interface TestReport {
  testResults: {
    status: string;
    assertionResults: { status: string }[];
  }[];
}

/**
 * Counts tests; a file that failed without a failing test, a run that failed for another reason,
 * and a run of nothing at all each count as one failure.
 */
export function summarize(
  report: TestReport | undefined,
  exitCode: number,
): { passed: number; failed: number } {
  let passed = 0;
  let failed = 0;
  for (const { status, assertionResults } of report?.testResults ?? []) {
    const failures = assertionResults.filter((test) => test.status === 'failed').length;
    passed += assertionResults.filter((test) => test.status === 'passed').length;
    failed += status === 'failed' ? Math.max(failures, 1) : failures;
  }
  const broken = exitCode !== 0 || passed === 0;
  return { passed, failed: failed === 0 && broken ? 1 : failed };
}

/** Whether these vitest arguments let tests run that need the built extension. */
export function needsExtension(args: readonly string[]): boolean {
  const projects = args.flatMap((arg, at) => {
    if (arg === '--project') return [args[at + 1] ?? ''];
    return arg.startsWith('--project=') ? [arg.slice('--project='.length)] : [];
  });
  return projects.length === 0 || projects.some((name) => /e2e|[*!]/.test(name));
}
