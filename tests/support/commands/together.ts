/**
 * Starts runs side by side that have nothing to do with each other, for specs that each wait for their own: most
 * of what a run does is to wait until time has passed.
 */
export function together<Runs extends Readonly<Record<string, () => Promise<unknown>>>>(
  runs: Runs,
): { readonly [Name in keyof Runs]: ReturnType<Runs[Name]> } {
  const started = Object.entries(runs).map(([name, run]) => {
    const result = run();
    // Its spec will see how it failed; until then it is no fault that nobody does.
    result.catch(() => undefined);
    return [name, result] as const;
  });
  return Object.fromEntries(started) as { readonly [Name in keyof Runs]: ReturnType<Runs[Name]> };
}
