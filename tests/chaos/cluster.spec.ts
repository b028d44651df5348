import { join } from 'node:path';
import { workersOn } from '../../server/launch/postgres/orphan.ts';
import { isAlive } from '../../server/launch/processes.ts';
import { startCluster, type Cluster } from '../support/cluster.ts';
import { listen } from '../support/commands/listening.ts';
import { signIn } from '../support/commands/signing-in.ts';
import { found, type House } from '../support/founders.ts';
import { scratchFolder } from '../support/places.ts';
import { until } from '../support/waiting.ts';

describe('a cluster', () => {
  const dataDir = scratchFolder('cluster');
  let cluster: Cluster;
  let house: House;

  beforeAll(async () => {
    cluster = await startCluster({ api: 1, realtime: 1, worker: 1, redis: true, dataDir });
    house = (await found(cluster.databaseUrl, dataDir, ['cluster'])).houses[0]!;
  }, 60_000);
  afterAll(() => cluster.stop(), 30_000);

  it('serves by role: pages from one process, sockets from another', async () => {
    const http = await signIn(cluster.apiOrigin, house.admin);
    const page = await listen(http, cluster.realtimeOrigins[0]);
    expect(page.connected()).toBeTrue();
    page.close();
  });

  it('tells what each program uses', async () => {
    // The kernel counts in hundredths of a second, and a Redis that rests needs a while for one.
    const usage = await until(
      'a count of every program',
      async () => {
        const now = await cluster.usage();
        return now.every(({ cpuMs }) => cpuMs > 0) && now;
      },
      30_000,
    );
    expect(usage.map(({ role }) => role)).toEqual(['api', 'realtime', 'worker', 'postgres', 'redis']);
    for (const { role, rssBytes, cpuMs } of usage) {
      expect(rssBytes).withContext(role).toBeGreaterThan(1e6);
      expect(cpuMs).withContext(role).toBeGreaterThan(0);
    }
  }, 40_000);

  it('leaves nothing running when it stops', async () => {
    const pids = [
      cluster.postgres.pid(),
      cluster.redis!.pid(),
      ...cluster.processes.map((each) => each.pid()),
    ];
    expect(pids.filter(isAlive)).toEqual(pids);
    await cluster.stop();
    expect(pids.filter(isAlive)).toEqual([]);
    expect(workersOn(join(dataDir, 'postgres/cluster'))).toEqual([]);
  });
});
