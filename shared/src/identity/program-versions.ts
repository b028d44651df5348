/** The numbers of a version; what follows them (`-beta.1`, `+build`) is left out. */
function numbersOf(version: string): number[] {
  const numbers = /^\d+(?:\.\d+)*/.exec(version)?.[0];
  return numbers === undefined ? [] : numbers.split('.').map(Number);
}

/** Whether a program is older than the least that is allowed. One without numbers is older than any. */
export function isOlderThan(program: string, least: string): boolean {
  const [own, wanted] = [numbersOf(program), numbersOf(least)];
  for (let i = 0; i < wanted.length; i++) {
    const difference = (own[i] ?? 0) - wanted[i]!;
    if (difference !== 0) return difference < 0;
  }
  return own.length === 0 && wanted.length > 0;
}
