/**
 * `npm run bench:online -- --learners 100000 --minutes 3`: so many learners who study at once, each with an account,
 * a session and a lease, on this machine alone, driver and database included.
 */
import { parseArgs } from 'node:util';
import { durabilityOf, startPlatform } from './online/platform.ts';
import { recordResults } from './online/record.ts';
import { lastLine, reportOf } from './online/report.ts';
import { runStep, type Step } from './online/step.ts';
import { mostADriver } from './study/crowd.ts';
import { isRight } from './study/reconcile.ts';

const { values } = parseArgs({
  options: {
    learners: { type: 'string', default: '10000' },
    minutes: { type: 'string', default: '3' },
    'bare-minutes': { type: 'string', default: '1' },
    steps: { type: 'string' },
    realtime: { type: 'string', default: '6' },
    drivers: { type: 'string', default: '6' },
    watching: { type: 'string', default: '200' },
    'limit-minutes': { type: 'string', default: '45' },
    record: { type: 'boolean', default: false },
  },
});
const learners = Number(values.learners);
const minutes = Number(values.minutes);
const steps = values.steps?.split(',').map(Number) ?? [
  ...[1000, 10_000].filter((step) => step < learners),
  learners,
];
const [realtime, drivers] = [Number(values.realtime), Number(values.drivers)];
if (Math.max(...steps) > mostADriver * Math.min(realtime, drivers))
  throw new Error(`a process holds ${mostADriver} connections: give more --realtime and --drivers`);

// Whatever hangs, the machine is free again by then; what was started ends with this process.
const limit = setTimeout(
  () => {
    console.error('\nthe run took longer than it may; everything is stopped');
    process.exit(1);
  },
  Number(values['limit-minutes']) * 60_000,
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

let shownAt = 0;
const progress = (line: string) => {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${line.slice(0, process.stdout.columns - 1)}`);
  else if (line && Date.now() - shownAt > 15_000) {
    shownAt = Date.now();
    console.error(line);
  }
};
const lines: string[] = [];
const say = (...said: string[]) => {
  progress('');
  for (const line of said) console.log(line);
  lines.push(...said);
};

progress('starting PostgreSQL and the platform');
const platform = await startPlatform({ realtime, api: 1 });
let last: Step | undefined;
let right = true;
try {
  const { bitsPerSecond } = platform.classroom.film;
  const gigabits = (bits: number) => ((Math.max(...steps) * bits) / 1e9).toFixed(2);
  say(
    `PostgreSQL: ${await durabilityOf(platform.db)}`,
    `processes: ${realtime} for sockets, 1 api, 1 worker, ${drivers} drivers, all on this machine and its loopback`,
    'seeded are accounts, sessions, enrolments and leases; nobody signs in. All rules are on, checks too, and each beat proves its media.',
    `media traffic is left out but for ${values.watching} learners who fetch real segments: ${Math.max(...steps)} × ${(bitsPerSecond / 1000).toFixed(0)} kbit/s of this film would be ${gigabits(bitsPerSecond)} Gbit/s, and at 1.5 Mbit/s ${gigabits(1.5e6)} Gbit/s`,
  );
  for (const step of steps) {
    const options = { learners: step, minutes, realtime, drivers, watching: Number(values.watching) };
    last = await runStep(platform, { ...options, bareMinutes: Number(values['bare-minutes']), progress });
    right &&= isRight(last.reconciled);
    say('', ...reportOf(last));
  }
} finally {
  await platform.stop();
  clearTimeout(limit);
}
say('', lastLine(last!));
if (values.record) recordResults(lines);
process.exit(right ? 0 : 1);
