import type { Row } from './play.ts';

const cells = (values: readonly string[]) => values.map((value) => value.padStart(9)).join('');
const seconds = (ms: number) => (ms / 1000).toFixed(1);

export const headline = `  ${'failure'.padEnd(20)}${cells(['learners', 'acked s', 'lost s', 'twice s', 'missed s', '95 % s', 'all s'])}`;

/** One line of the table: what must not be is marked and named. */
export function lineOf(row: Row): string {
  const { name, learners, acknowledgedMs, lostMs, twiceMs, missedMs, recovery, note, shown, fault } = row;
  const mark = fault === null ? '✓' : '✗';
  const figures = cells([
    String(learners),
    ...[acknowledgedMs, lostMs, twiceMs, missedMs].map(seconds),
    recovery.most.toFixed(1),
    recovery.all.toFixed(1),
  ]);
  const more = [fault, note, `pages showed ${shown.join(', ')}`].filter(Boolean).join('; ');
  return `${mark} ${name.padEnd(20)}${figures}  ${more}`;
}
