/** Runs a command of the bench; whatever ends it, the browsers that it started end with it. */
export async function runToEnd(main: () => Promise<void>): Promise<void> {
  // Only `exit` is heard by those who have something to end.
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
