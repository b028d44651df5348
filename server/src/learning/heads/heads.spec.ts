import { addDays, localDay } from '@minjiang/shared/kernel';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { diskStorage, type BoundRoute } from '../../platform/index.ts';
import { beatOf, ledgerWorld, type LedgerWorld } from '../testing/world.ts';
import { HeadFault, readHead } from './head-file.ts';
import type { HeadMessaging } from './head-mail.ts';
import { makeLedgerHeads, type LedgerHeads } from './heads.ts';
import type { Leaf } from './merkle.ts';

type Compose = Parameters<HeadMessaging['defineMail']>[1];

describe('heads of the ledger', () => {
  const folder = mkdtempSync(join(tmpdir(), 'heads-'));
  const storage = diskStorage(join(folder, 'storage'));
  const queued: string[] = [];
  let compose: Compose;
  let world: LedgerWorld;
  let heads: LedgerHeads;
  beforeAll(async () => {
    world = await ledgerWorld();
    const messaging: HeadMessaging = {
      mailConfigured: true,
      defineMail: (_template, how) => (compose = how),
      queueMail(_tx, _now, { subjectId }) {
        queued.push(subjectId);
        return Promise.resolve();
      },
      deliveryStates: (_sql, _template, ids) => Promise.resolve(new Map(ids.map((id) => [id, 'sent']))),
    };
    const { db, clock } = world;
    const auditMail = 'auditor@example.org';
    heads = makeLedgerHeads({ db, clock, storage, dataDir: folder, messaging, auditMail });
    for (let i = 0; i < 3; i++) await study();
  });
  afterAll(async () => {
    await world.close();
    rmSync(folder, { recursive: true });
  });

  async function study() {
    const who = world.learner();
    const lease = await world.open(who);
    await world.shiftClock(15_000);
    await world.learning.queue.record(who.actor, { beats: [beatOf(lease, 1, 0, 15_000)] });
    await world.db.transaction((tx) => world.learning.endLeases(tx, [who.actor.accountId], 'session-ended'));
  }
  const call = <T>(id: string, more: object = {}) => {
    const bound = heads.routes.find(({ contract }) => contract.id === id) as BoundRoute;
    const actor = { ...world.learner().actor, role: 'audit-admin' };
    return (bound.handle as (given: object) => Promise<T>)({
      actor,
      query: { page: 1, pageSize: 20 },
      ...more,
    });
  };
  interface Head {
    day: string;
    leaves: number;
    root: string;
    wholeDay: boolean;
    mail: string | null;
  }
  const list = () => call<{ items: Head[]; total: number; sends: boolean }>('learning.listLedgerHeads');
  const bytesOf = (day: string) => storage.read(`heads/${day}.json.gz`);
  async function read(bytes: Buffer, trusted: Parameters<typeof readHead>[1] = null) {
    const leaves: Leaf[] = [];
    const head = await readHead(Readable.from([bytes]), trusted, (leaf) => void leaves.push(leaf));
    return { ...head, found: leaves };
  }

  it('are made of the day so far as often as they are asked for, and cover every chain', async () => {
    const first = await call<Head>('learning.makeLedgerHead');
    await study();
    const second = await call<Head>('learning.makeLedgerHead');
    expect([first.wholeDay, second.wholeDay]).toEqual([false, false]);
    expect(second.leaves).toBe(first.leaves + 1);
    expect(second.root).not.toBe(first.root);
    const head = await read(await bytesOf(second.day));
    expect(head.root).toBe(second.root);
    const ends = await world.db.sql<Leaf>(
      `SELECT enrolment_id AS "enrolmentId", last_index AS index, last_hash AS hash FROM learning_chains ORDER BY 1`,
    );
    expect(head.found).toEqual(ends);
  });

  it('are made once of a whole day, some time after midnight, and sent outside', async () => {
    const before = localDay(await world.clock.now(world.db.sql));
    while (!(await heads.makeDue())) await world.shiftClock(3_600_000);
    const day = addDays(localDay(await world.clock.now(world.db.sql)), -1);
    expect(day >= addDays(before, -1)).toBeTrue();
    const sent = queued.length;
    expect(await heads.makeDue()).toBeFalse();
    expect(queued.length).toBe(sent);
    const { items, sends } = await list();
    expect(sends).toBeTrue();
    const head = items.find((each) => each.day === day)!;
    expect(head).toEqual(jasmine.objectContaining({ wholeDay: true, mail: 'sent' }));
    const mail = await compose(queued.at(-1)!);
    expect(mail?.to).toBe('auditor@example.org');
    expect(mail?.text).toContain(head.root);
    expect((await read(mail!.attachments![0]!.content)).root).toBe(head.root);
  });

  it('cannot be altered, cut off, signed by another key or lengthened', async () => {
    const { day } = await call<Head>('learning.makeLedgerHead');
    const whole = await bytesOf(day);
    const lines = gunzipSync(whole).toString().trimEnd().split('\n');
    const refused = async (changed: readonly string[], why: RegExp) =>
      expectAsync(read(gzipSync(`${changed.join('\n')}\n`))).toBeRejectedWithError(HeadFault, why);
    const [id, index, hash] = JSON.parse(lines[1]!) as [string, number, string];
    await refused(lines.with(1, JSON.stringify([id, index + 1, hash])), /not those of the root/);
    await refused(lines.toSpliced(1, 1), /not those of the root/);
    await refused(lines.with(0, lines[0]!.replace(day, addDays(day, -1))), /signature/);
    await refused(lines.slice(0, -1), /cut off/);
    await refused([...lines, lines[1]!], /after its end/);
    await refused([lines[0]!, lines[1]!, ...lines.slice(1)], /order/);
    await expectAsync(read(whole.subarray(0, -20))).toBeRejectedWithError(HeadFault, /damaged/);
    const { publicKey } = generateKeyPairSync('ed25519');
    await expectAsync(read(whole, publicKey)).toBeRejectedWithError(HeadFault, /signature/);
    await expectAsync(read(whole)).toBeResolved();
  });

  it('are signed with a key that lies in a file of its own, for its owner only', () => {
    const file = join(folder, 'secrets', 'head-signing.key');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'secrets', 'head-signing.pub'), 'utf8')).toContain('BEGIN PUBLIC KEY');
  });
});
