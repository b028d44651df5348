/** The code of the problem for which the server refused something; null where it did not. */
export function refusalOf(answer: unknown): string | null {
  const problem = (answer as { problem?: { code?: unknown } } | null)?.problem;
  if (problem === undefined) return null;
  return typeof problem.code === 'string' ? problem.code : 'fault';
}

/** A time up to a fifth shorter: machines that were switched on together do not speak together. */
export const spread = (ms: number, random: () => number): number => Math.round(ms * (1 - random() / 5));

/** What only people can change; it is asked about rarely. */
const lasting = ['device-unknown', 'device-held', 'device-signature'];
const rarelyMs = 300_000;

/** How long to wait before the next try: 2 s, doubled up to a minute, between half and all of it. */
export function retryLinkMs(refusal: string, refusals: number, random: () => number): number {
  const ms = lasting.includes(refusal) ? rarelyMs : Math.min(2_000 * 2 ** Math.min(refusals, 10), 60_000);
  return Math.round(ms * (0.5 + random() / 2));
}
