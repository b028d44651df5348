import { Counter } from 'k6/metrics';
import { seconds } from './pause.ts';

/** Times somebody was told to come again: an answer of its own, neither a fault nor what he came for. */
const told = new Counter('told_to_wait');
/** Who was told so many times has lost. */
const mostTries = 200;

export const waits = [429, 503] as const;

/** Asks until there is room, as the portal does for everybody: after the time that the platform names, not all at once. */
export async function patiently<
  Answer extends { readonly status: number; readonly headers: Readonly<Record<string, string>> },
>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const answer = await ask();
    const after = answer.headers['Retry-After'];
    if (!waits.some((status) => status === answer.status) || after === undefined || tries === mostTries)
      return answer;
    told.add(1);
    await seconds(Number(after) * (0.5 + Math.random()));
  }
}
