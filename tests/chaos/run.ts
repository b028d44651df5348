/**
 * `npm run chaos [-- --only NAME] [--learners N]`: lets everything fail that can, one after the other, while a class
 * studies; prints for each what was acknowledged, lost and counted twice. Ends with 1 on any fault.
 */
import { parseArgs } from 'node:util';
import { failures } from './all-failures.ts';
import { playFailure, type Row } from './play.ts';
import { setChaosStage } from './stage.ts';
import { headline, lineOf } from './table.ts';

const { values } = parseArgs({
  options: { only: { type: 'string' }, learners: { type: 'string', default: '300' } },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
const chosen = failures.filter(({ name }) => !values.only || name.includes(values.only));
const rows: Row[] = [];
for (const disk of [undefined, 'small'] as const) {
  const playable = chosen.filter((failure) => failure.disk === disk);
  for (const { name, impossible } of playable) {
    const why = impossible?.();
    if (why) console.log(`- ${name.padEnd(20)} skipped: ${why}`);
  }
  const possible = playable.filter(({ impossible }) => !impossible?.());
  if (possible.length === 0) continue;
  console.log(`Starting the platform${disk ? ' on small disks' : ''} and a class of ${values.learners} …`);
  const stage = await setChaosStage({
    learners: Number(values.learners),
    ...(disk ? { diskMb: 320 } : {}),
  });
  console.log(headline);
  try {
    for (const failure of possible) {
      const row = await playFailure(stage, failure);
      rows.push(row);
      console.log(`${lineOf(row)}\n    ${failure.what}; a learner sees: ${failure.seen}`);
    }
  } finally {
    await stage.strike();
  }
}
const faults = rows.filter(({ fault }) => fault !== null);
console.log(`\n${rows.length} failures, ${faults.length} of them did harm`);
process.exit(faults.length === 0 && rows.length > 0 ? 0 : 1);
