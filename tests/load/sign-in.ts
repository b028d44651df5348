/**
 * `npm run bench:sign-in -- --accounts 300`: so many learners sign in at once over HTTP, each as often as it takes.
 * A platform that checks as many passwords as it may answers "busy" with a time, and they come back then.
 */
import { parseArgs } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import { identityRoutes } from '@minjiang/shared/identity';
import { password } from '../support/founders.ts';
import { visit } from '../support/http.ts';
import { startPlatform } from './online/platform.ts';
import { userNameOf } from './study/learner-ids.ts';
import { Histogram } from './study/histogram.ts';

const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '300' },
    /** Learners who try at the same time; the others come as these are in. */
    'at-once': { type: 'string', default: '100' },
    'limit-minutes': { type: 'string', default: '10' },
  },
});
const accounts = Number(values.accounts);
const atOnce = Math.min(accounts, Number(values['at-once']));
const endsAt = Date.now() + Number(values['limit-minutes']) * 60_000;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const platform = await startPlatform({ realtime: 1, api: 1 });
try {
  const { ids } = await platform.seed(accounts);
  const [answered, whole] = [new Histogram(), new Histogram()];
  const refused: Record<string, number> = {};
  let [signedIn, next] = [0, 0];

  /** Comes back when told to, a little spread, so that all do not come back together. */
  async function signIn(number: number): Promise<void> {
    const began = performance.now();
    while (Date.now() < endsAt) {
      const asked = performance.now();
      const body = { account: userNameOf(ids, number), password };
      const { status, headers, problem } = await visit(platform.cluster.apiOrigin).call(
        identityRoutes.signIn,
        { body },
      );
      if (status === 200) {
        answered.add(performance.now() - asked);
        whole.add(performance.now() - began);
        signedIn += 1;
        return;
      }
      const code = problem?.code ?? `answered-${status}`;
      refused[code] = (refused[code] ?? 0) + 1;
      if (status !== 503 && status !== 429) return;
      await wait(Number(headers['retry-after'] ?? 1) * 1000 * (0.5 + Math.random()));
    }
  }

  const before = await platform.cluster.usage();
  const startedAt = performance.now();
  const one = async () => {
    while (next < accounts) await signIn(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  const seconds = (performance.now() - startedAt) / 1000;
  const after = await platform.cluster.usage();
  const cpu = after.map(({ role, cpuMs }, index) => {
    const spent = (cpuMs - before[index]!.cpuMs) / Math.max(1, signedIn);
    return `${role} ${spent.toFixed(1)} ms`;
  });
  const times = (of: Histogram) => [0.5, 0.95, 0.99].map((share) => of.within(share).toFixed(0)).join(' / ');
  const asked = Object.entries(refused).map(([code, count]) => `${code} ${count}`);
  console.log(
    [
      `${accounts} accounts (seeded, one password hash for all), ${atOnce} trying at once`,
      `  signed in   ${signedIn} in ${seconds.toFixed(1)} s: ${(signedIn / seconds).toFixed(1)} a second`,
      `  answer      p50 / p95 / p99 ${times(answered)} ms; until in, with coming back ${times(whole)} ms`,
      `  come again  ${asked.join(', ') || 'nobody'}`,
      `  CPU of one  ${cpu.join(', ')}`,
    ].join('\n'),
  );
  process.exitCode = signedIn === accounts ? 0 : 1;
} finally {
  await platform.stop();
}
process.exit();
