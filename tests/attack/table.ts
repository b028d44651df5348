import type { Row } from './play.ts';

const seconds = (ms: number) => (ms / 1000).toFixed(1).padStart(9);

/** One line of the table; what must not be is marked. */
export function lineOf({ name, claimedMs, dueMs, creditedMs, fault }: Row): string {
  const mark = fault === null ? '✓' : '✗';
  const why = fault === null ? '' : `   ${fault}`;
  return `${mark} ${name.padEnd(78).slice(0, 78)}${seconds(claimedMs)}${seconds(dueMs)}${seconds(creditedMs)}${why}`;
}

export const headline = `  ${''.padEnd(78)}${['claimed', 'due', 'credited'].map((word) => word.padStart(9)).join('')}  (seconds)`;
