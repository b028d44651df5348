import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { linkEvents, linkNamespace, type DeviceHello } from '@minjiang/shared/identity';
import { Server, type Socket } from 'socket.io';
import { systemClock } from '../platform/clock.ts';
import { serverSocket } from '../platform/server-socket.ts';
import { keepLink, type Link } from './keep-link.ts';

const nonce = 'n'.repeat(22);
const signed = {
  ...{ deviceId: '019ad000-0000-7000-8000-000000000001', origin: 'http://localhost', nonce },
  ...{ startCount: 1, startId: 's'.repeat(22), signature: 'x' },
} as Omit<DeviceHello, 'facts' | 'news'>;
const facts = { program: '1.0.0', electron: '9.4.1', platform: 'linux', keyStore: 'file' } as const;

/** What a server does with one hello. */
type Answer = (guest: Socket, answer: (told: unknown) => void) => void;

describe('the link of a machine', () => {
  let http: HttpServer;
  let server: Server;
  let link: Link;
  let linked: Promise<void>;
  let hellos: number;

  /** A server that deals with one hello after the other as it is told, and well with all that follow. */
  async function begin(...answers: Answer[]): Promise<void> {
    hellos = 0;
    http = createServer();
    server = new Server(http);
    server.of(linkNamespace).on('connection', (guest) => {
      guest.on(linkEvents.hello, (_hello: unknown, answer: (told: unknown) => void) => {
        const deal = answers[hellos++];
        if (deal) deal(guest, answer);
        else answer({ orders: [] });
      });
      guest.emit(linkEvents.challenge, { nonce });
    });
    await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
    const { port } = http.address() as AddressInfo;
    const socket = serverSocket(`http://127.0.0.1:${port}${linkNamespace}`, 200);
    linked = new Promise((done) => {
      const of = {
        ...{ facts, hello: () => signed, news: () => ({ occupied: false, displays: 1, signals: [] }) },
        ...{ hear: () => undefined, unknown: () => undefined },
        log: (what: string) => void (what === 'linked' && done()),
      };
      link = keepLink(socket, systemClock, of, () => 0);
    });
    link.open();
  }
  afterEach(async () => {
    link.close();
    await server.close();
  });

  it('is there with the first answer', async () => {
    await begin();
    await linked;
    expect(hellos).toBe(1);
  });

  it('comes back when a hello was not answered', async () => {
    await begin(() => undefined);
    await linked;
    expect(hellos).toBe(2);
  }, 15_000);

  it('comes back when the connection broke before the answer', async () => {
    await begin((guest) => guest.conn.close());
    await linked;
    expect(hellos).toBe(2);
  }, 15_000);

  it('comes back when the server ended it before the answer', async () => {
    await begin((guest) => guest.disconnect(true));
    await linked;
    expect(hellos).toBe(2);
  }, 15_000);

  it('comes back when it was refused for now', async () => {
    await begin((_guest, answer) => answer({ problem: { code: 'busy' } }));
    await linked;
    expect(hellos).toBe(2);
  }, 15_000);
});
