/**
 * `npm run bench:mixed -- --users 1000 --seconds 60`: the mixed script on Node against a started platform of two
 * `api` processes and a worker on this machine. First so many people with the pauses of people, then so many
 * requests under way at once without any pause. Everything, this generator too, shares the machine.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startCluster } from '../../support/cluster.ts';
import { found, password } from '../../support/founders.ts';
import { scratchFolder } from '../../support/places.ts';
import { runScript } from './adapter/start-script.ts';
import { bundled, bundleScripts } from './bundle.ts';
import { prepareFounded } from './prepare/own-platform.ts';
import { printFigures } from './print-figures.ts';

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '60' },
    storm: { type: 'string', default: '20' },
  },
});
const users = Number(values.users);
// An interrupted run takes down what it started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
const dataDir = scratchFolder('mixed');
const cluster = await startCluster({ api: 2, worker: 1, dataDir });
try {
  const founded = await found(cluster.databaseUrl, dataDir, ['mixed']);
  const origins = cluster.processes.flatMap(({ role, origin }) => (role === 'api' ? [origin] : []));
  const from = Date.now();
  const data = await prepareFounded(origins[0]!, founded, {
    learners: users,
    databaseUrl: cluster.databaseUrl,
    filmSeconds: 120,
    beatEveryMs: 15_000,
  });
  const file = join(dataDir, 'load-data.json');
  writeFileSync(file, JSON.stringify(data));
  await bundleScripts(dataDir);
  console.log(`${users} learners, prepared in ${Math.round((Date.now() - from) / 1000)} s`);
  const shared = {
    MINJIANG_ORIGIN: origins.join(','),
    MINJIANG_LOAD_DATA: file,
    MINJIANG_PASSWORD: password,
    MINJIANG_USERS: String(users),
  };
  const measure = async (title: string, settings: Readonly<Record<string, string>>) => {
    const before = await cluster.usage();
    const { summary } = await runScript(bundled('mixed', dataDir), { ...shared, ...settings });
    const after = await cluster.usage();
    const used = after.map(({ role, cpuMs, rssBytes }, i) => ({
      role,
      cpuMs: cpuMs - before[i]!.cpuMs,
      rssBytes,
    }));
    printFigures(title, summary, used);
  };
  await measure(
    `${users} people: 2 to 10 s between two pages, a beat every 15 s, 20 s between two sign-ins`,
    {
      MINJIANG_SECONDS: values.seconds,
      MINJIANG_ARRIVE_SECONDS: '20',
    },
  );
  await measure(`${users} requests under way at once, no pauses`, {
    MINJIANG_SECONDS: values.storm,
    MINJIANG_ARRIVE_SECONDS: '0',
    MINJIANG_PACE: '0',
    MINJIANG_BEAT_SECONDS: '0',
  });
} finally {
  await cluster.stop();
}
