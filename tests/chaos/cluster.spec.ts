import { join } from 'node:path';
import { identityRoutes } from '@minjiang/shared/identity';
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
    const usage = await cluster.usage();
    expect(usage.map(({ role }) => role)).toEqual(['api', 'realtime', 'worker', 'postgres', 'redis']);
    for (const { role, rssBytes, cpuMs } of usage) {
      expect(rssBytes).withContext(role).toBeGreaterThan(1e6);
      expect(cpuMs).withContext(role).toBeGreaterThan(0);
    }
  });

  it('brings PostgreSQL back where it was, with nothing of the killed one left, and the platform goes on', async () => {
    const before = cluster.postgres.pid();
    await cluster.postgres.kill();
    expect(isAlive(before)).toBeFalse();
    expect(workersOn(join(dataDir, 'postgres/cluster'))).toEqual([]);
    await cluster.postgres.start();
    expect(cluster.postgres.pid()).not.toBe(before);
    const http = await until('the platform', () => signIn(cluster.apiOrigin, house.admin).catch(() => null));
    expect((await http.call(identityRoutes.me)).status).toBe(200);
  });

  it('brings a killed process back at its address', async () => {
    const [api] = cluster.processes;
    await api!.kill();
    await expectAsync(signIn(cluster.apiOrigin, house.admin)).toBeRejected();
    await api!.again();
    expect((await signIn(cluster.apiOrigin, house.admin)).cookie()).toBeDefined();
  });

  it('leaves nothing running', async () => {
    const another = await startCluster({ all: 1, dataDir: scratchFolder('another-cluster') });
    const pids = [another.postgres.pid(), ...another.processes.map((each) => each.pid())];
    await another.stop();
    expect(pids.filter(isAlive)).toEqual([]);
  });
});
