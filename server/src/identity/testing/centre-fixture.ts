import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  identityRoutes,
  linkEvents,
  linkNamespace,
  type DeviceNews,
  type DeviceOrder,
  type DeviceStanding,
} from '@minjiang/shared/identity';
import { carrySignals, makeMetrics, makeSockets } from '../../platform/index.ts';
import { socketClient } from '../../platform/testing/socket-client.ts';
import { identityFixture, password } from './identity-fixture.ts';
import { machine } from './machine.ts';

const origin = 'https://minjiang.example.org';

/** Two training centres over a database of their own, and processes that machines connect to. */
export async function centreFixture(given: { leastProgram?: string } = {}) {
  const at = await identityFixture({ staffIdleMs: 7_200_000, ...given });
  const { app, identity, log, url } = at;
  const centre = async (name: string, userName: string) => {
    const organisationId = await at.organisation({ kind: 'centre', name, regionCode: '350100' });
    const assignments = [{ role: 'centre-admin' as const, organisationId }];
    await at.person({ userName, name: '林国栋', password, assignments });
    return { organisationId, cookie: (await at.signIn(userName)).cookie! };
  };
  const home = await centre('鼓楼培训点', 'centre');
  const away = await centre('马尾培训点', 'other-centre');
  const stops: (() => Promise<void>)[] = [];

  /** A process that holds sockets. */
  async function startProcess() {
    const sockets = makeSockets(identity.socketSessions, () => true, log);
    const links = identity.bindLinks(sockets, log);
    const carrier = await carrySignals({ databaseUrl: url, redisUrl: null, log, metrics: makeMetrics() });
    carrier.listen(sockets);
    const server = createServer();
    sockets.attach(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const stop = async () => {
      await sockets.close(100);
      await links.stop();
      server.close();
      await carrier.stop();
    };
    stops.push(stop);
    return { port: (server.address() as AddressInfo).port, stop, count: () => links.count() };
  }
  const first = await startProcess();

  async function enrolled(name: string, room = '301', cookie = home.cookie) {
    const { code } = (await app.call(identityRoutes.issueDeviceCode, { body: { room, name }, cookie })).body;
    const made = machine(origin);
    const { deviceId } = (await app.call(identityRoutes.enrolKiosk, { body: made.enrolment(code) })).body;
    return { machine: made, deviceId };
  }
  type Enrolled = Awaited<ReturnType<typeof enrolled>>;

  /** A machine's program connects and says hello. */
  async function link(of: Enrolled, news: Partial<DeviceNews> = {}, port = first.port, program = '1.0.0') {
    const client = await socketClient(port, linkNamespace);
    const { nonce } = (await client.told(linkEvents.challenge)) as { nonce: string };
    const hello = of.machine.hello({ deviceId: of.deviceId, nonce }, news, program);
    const answer = (await client.ask(linkEvents.hello, hello)) as DeviceStanding & {
      problem?: { code: string };
    };
    return { ...client, nonce, hello, answer };
  }

  const order = (deviceIds: string[], what: DeviceOrder, cookie = home.cookie) =>
    app.call(identityRoutes.orderDevices, { body: { deviceIds, order: what }, cookie });
  const wall = async (room?: string, cookie = home.cookie) =>
    (await app.call(identityRoutes.getWall, { query: room ? { room } : {}, cookie })).body;
  return {
    ...{ at, app, home, away, first, startProcess, enrolled, link, order, wall },
    async close() {
      for (const stop of stops) await stop();
      await at.close();
    },
  };
}

export type CentreFixture = Awaited<ReturnType<typeof centreFixture>>;
