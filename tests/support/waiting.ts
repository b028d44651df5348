import { setTimeout as wait } from 'node:timers/promises';

export const seconds = (count: number) => wait(count * 1000);

/** Asks again and again until there is an answer. @throws when there is none in time, saying what was missed */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  limitMs = 30_000,
  everyMs = 150,
): Promise<T> {
  for (const end = Date.now() + limitMs; ; await wait(everyMs)) {
    const found = await ask();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`${what}: not within ${limitMs / 1000} s`);
  }
}
