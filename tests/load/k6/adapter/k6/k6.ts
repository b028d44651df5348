import { sample } from '../run-state.ts';

/** As `check` of k6: each test counts, and a failed one is told; it never throws by itself. */
export function check<Value>(
  value: Value,
  tests: Readonly<Record<string, (value: Value) => boolean>>,
  tags: Readonly<Record<string, string>> = {},
): boolean {
  let all = true;
  for (const [name, test] of Object.entries(tests)) {
    const passed = test(value);
    sample('checks', passed ? 1 : 0, { ...tags, check: name });
    all &&= passed;
  }
  return all;
}
