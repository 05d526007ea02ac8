/** Whether something passes; undefined where that is not known yet. */
export type Predicate<Item> = (item: Item) => boolean | undefined;

/** Passes what passes each test. */
export function every<Item>(tests: readonly Predicate<Item>[]): Predicate<Item> {
  return (item) => {
    let all: boolean | undefined = true;
    for (const test of tests) {
      const passes = test(item);
      if (passes === false) return false;
      if (passes === undefined) all = undefined;
    }
    return all;
  };
}

/** Passes what passes any test. */
export function some<Item>(tests: readonly Predicate<Item>[]): Predicate<Item> {
  return (item) => {
    let any: boolean | undefined = false;
    for (const test of tests) {
      const passes = test(item);
      if (passes) return true;
      if (passes === undefined) any = undefined;
    }
    return any;
  };
}

/** What a test says of an answer; nothing yet where there is none, and no where it is null. */
export function answered<Value>(
  value: Value | null | undefined,
  test: (value: Value) => boolean,
): boolean | undefined {
  return value === undefined ? undefined : value !== null && test(value);
}
