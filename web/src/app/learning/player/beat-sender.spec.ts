import { newId } from '@minjiang/shared/kernel';
import type { Beat, BeatsAnswer } from '@minjiang/shared/learning';
import { Problem } from '../../api/problem.ts';
import { openBeatQueue } from './beat-queue.ts';
import { type BeatWays, makeBeatSender } from './beat-sender.ts';

const stretch = { fromMs: 0, toMs: 5000, rate: 1, playing: true, foreground: true, lastedMs: 5000 };
const lease = { leaseId: newId(), epoch: 1 };
const answer: BeatsAnswer = {
  results: [],
  lesson: null,
  today: { creditedMs: 1, capMs: 2 },
  nonce: '',
  nonceAfter: 0,
  beatEveryMs: 15_000,
  gate: 'open',
};

describe('the beat sender', () => {
  let sent: { way: string; seqs: number[] }[];
  let failing: Problem | undefined;
  let connected: boolean;

  beforeEach(() => {
    sent = [];
    failing = undefined;
    connected = false;
    jasmine.clock().install();
  });
  afterEach(() => jasmine.clock().uninstall());

  function make(beats = 1, over: Partial<BeatWays> = {}) {
    const note = (way: string, list: readonly Beat[]) => {
      sent.push({ way, seqs: list.map(({ seq }) => seq) });
      return failing ? Promise.reject(failing) : Promise.resolve(answer);
    };
    const queue = openBeatQueue({ getItem: () => null, setItem: () => undefined }, 'a');
    for (let i = 0; i < beats; i++) queue.add(lease, stretch);
    const ways: BeatWays = {
      socket: (list) => (connected ? note('socket', list) : undefined),
      http: (list) => note('http', list),
      farewell: (list) => void note('farewell', list),
      ...over,
    };
    const told: string[] = [];
    const tell = {
      answered: () => told.push('answered'),
      refused: ({ code }: Problem) => told.push(code),
    };
    const sender = makeBeatSender(queue, ways, tell, () => 0);
    return { queue, sender, told };
  }

  it('sends everything in order, 20 at a time, by HTTP while there is no socket', async () => {
    const { queue, sender } = make(45);
    await sender.flush();
    expect(sent.map(({ way, seqs }) => [way, seqs.length])).toEqual([
      ['http', 20],
      ['http', 20],
      ['http', 5],
    ]);
    expect(queue.size()).toBe(0);
  });

  it('prefers the socket, and falls back when the socket does not answer', async () => {
    connected = true;
    const { sender } = make();
    await sender.flush();
    expect(sent.map(({ way }) => way)).toEqual(['socket']);
    const silent = new Problem({ code: 'offline', status: 0 });
    const other = make(1, { socket: () => Promise.reject(silent) });
    await other.sender.flush();
    expect(sent.at(-1)?.way).toBe('http');
    expect(other.queue.size()).toBe(0);
  });

  it('keeps beats through a cut and sends them when the network is back', async () => {
    failing = new Problem({ code: 'offline', status: 0 });
    const { queue, sender } = make(3);
    await sender.flush();
    expect(sender.connection()).toBe('offline');
    expect(queue.size()).toBe(3);
    failing = undefined;
    jasmine.clock().tick(1001);
    await sender.flush();
    expect(sender.connection()).toBe('fine');
    expect(queue.size()).toBe(0);
  });

  it('sends what waits at once when it is woken, and waits no more for an answer that was cut off', async () => {
    failing = new Problem({ code: 'offline', status: 0 });
    const { queue, sender } = make(3);
    await sender.flush();
    failing = undefined;
    sender.wake();
    await sender.flush();
    expect(queue.size()).toBe(0);

    const silent = make(2, { http: () => new Promise(() => undefined) });
    const begun = silent.sender.flush();
    connected = true;
    await Promise.resolve();
    silent.sender.wake();
    await begun;
    expect([silent.queue.size(), silent.sender.connection()]).toEqual([0, 'fine']);
    expect(sent.at(-1)?.way).toBe('socket');
  });

  it('does not wake to a server that named a time', async () => {
    failing = new Problem({ code: 'busy', status: 503, retryAfterSeconds: 7 });
    const { sender } = make();
    await sender.flush();
    sender.wake();
    await sender.flush();
    expect(sent.length).toBe(1);
  });

  it('tries again within twelve seconds however long there is no network', async () => {
    failing = new Problem({ code: 'offline', status: 0 });
    const { sender } = make();
    for (let i = 1; i <= 10; i++) {
      await sender.flush();
      expect(sent.length).toBe(i);
    }
    jasmine.clock().tick(8_001);
    expect(sent.length).toBe(11);
  });

  it('waits as long as an overloaded server asks, and says so', async () => {
    failing = new Problem({ code: 'busy', status: 503, retryAfterSeconds: 7 });
    const { sender } = make();
    await sender.flush();
    expect(sender.connection()).toBe('busy');
    jasmine.clock().tick(6900);
    await sender.flush();
    expect(sent.length).toBe(1);
    jasmine.clock().tick(200);
    await sender.flush();
    expect(sent.length).toBe(2);
  });

  it('keeps beats of a page that was too quick, and forgets the notice by itself', async () => {
    failing = new Problem({ code: 'too-many', status: 429, retryAfterSeconds: 2 });
    const { queue, sender } = make(2);
    await sender.flush();
    expect([sender.connection(), queue.size()]).toEqual(['busy', 2]);
    failing = undefined;
    jasmine.clock().tick(2001);
    await sender.flush();
    expect([sender.connection(), queue.size()]).toEqual(['fine', 0]);
  });

  it('gives up what can never be accepted and tells why', async () => {
    failing = new Problem({ code: 'forbidden', status: 403 });
    const { queue, sender, told } = make();
    await sender.flush();
    expect(told).toEqual(['forbidden']);
    expect(queue.size()).toBe(0);
  });

  it('keeps beats when the session has ended: they wait for the next sign-in', async () => {
    failing = new Problem({ code: 'session-displaced', status: 401 });
    const { queue, sender } = make();
    await sender.flush();
    expect(queue.size()).toBe(1);
  });

  it('sends two flushes at once as one', async () => {
    const { sender } = make();
    await Promise.all([sender.flush(), sender.flush()]);
    expect(sent.length).toBe(1);
  });

  it('says farewell without forgetting what was not acknowledged', () => {
    const { queue, sender } = make(2);
    sender.farewell();
    expect(sent).toEqual([{ way: 'farewell', seqs: [1, 2] }]);
    expect(queue.size()).toBe(2);
  });
});
