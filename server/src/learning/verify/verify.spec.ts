import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { diskStorage } from '../../platform/index.ts';
import { noHash, sealOf } from '../chain/canonical.ts';
import { sealRuns } from '../chain/seal-runs.ts';
import { sealedColumns } from '../chain/sealed-columns.ts';
import { headFileKey, makeHead } from '../heads/make-head.ts';
import { loadHeadKey } from '../heads/head-key.ts';
import { awayFromMidnight } from '../testing/away-from-midnight.ts';
import { beatOf, ledgerWorld, type LedgerWorld } from '../testing/world.ts';
import type { SealedRun } from './chain-check.ts';
import { verifyLedger } from './verify-ledger.ts';

describe('verifying a ledger that somebody with the database tampered with', () => {
  const folder = mkdtempSync(join(tmpdir(), 'verify-'));
  let world: LedgerWorld;
  let who: ReturnType<LedgerWorld['learner']>;
  let head: Buffer;
  beforeEach(async () => {
    world = await ledgerWorld();
    await awayFromMidnight(world);
    for (who of [world.learner(), world.learner(), world.learner()]) await study();
    await sealRuns(world.db);
    const day = '2026-11-24';
    const storage = diskStorage(join(folder, 'storage'));
    const key = loadHeadKey(folder);
    const now = await world.clock.now(world.db.sql);
    const afterwards = () => Promise.resolve();
    await makeHead({ db: world.db, storage, key }, { day, wholeDay: false, now, afterwards });
    head = await storage.read(headFileKey(day));
  });
  afterEach(() => world.close());
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Four runs: credited and refused in turn. */
  async function study() {
    const lease = await world.open(who);
    await world.shiftClock(40_000);
    const beats = [0, 1, 2, 3].map((i) =>
      beatOf(lease, i + 1, 5000 * Math.ceil(i / 2), 5000 * (Math.ceil(i / 2) + 1), {
        foreground: i % 2 === 0,
      }),
    );
    await world.learning.queue.record(who.actor, { beats });
    await world.db.transaction((tx) => world.learning.endLeases(tx, [who.actor.accountId], 'session-ended'));
  }
  const chain = () =>
    world.db.sql<SealedRun & { index: number }>(
      `SELECT ${sealedColumns}, chain_index AS index, previous_hash AS previous, hash FROM learning_runs
       WHERE enrolment_id = $1 ORDER BY chain_index`,
      [who.enrolmentId],
    );
  /** What the owner of the tables can do: the triggers are his. */
  async function tamper(...statements: readonly string[]) {
    await world.db.sql('ALTER TABLE learning_runs DISABLE TRIGGER USER');
    for (const statement of statements) await world.db.sql(statement);
    await world.db.sql('ALTER TABLE learning_runs ENABLE TRIGGER USER');
  }
  const at = (index: number) => `WHERE enrolment_id = '${who.enrolmentId}' AND chain_index = ${index}`;
  const verify = async (withHead = false) =>
    verifyLedger(world.db, {
      now: await world.clock.now(world.db.sql),
      head: withHead ? Readable.from([head]) : null,
      key: withHead ? loadHeadKey(folder).publicKey : null,
      tell: () => undefined,
    });
  const named = (kind: string, index: number, runId: string | null) =>
    jasmine.objectContaining({ kind, index, runId, enrolmentId: who.enrolmentId });

  /** Writes the chain anew from some run on, as whoever knows the format can. */
  async function sealAnew() {
    let previous: Buffer = noHash;
    for (const run of await chain()) {
      const hash = sealOf(run, run.index, previous);
      const [before, own] = [previous, hash].map((bytes) => `'\\x${bytes.toString('hex')}'`);
      await tamper(
        `UPDATE learning_runs SET previous_hash = ${before}, hash = ${own} WHERE run_id = '${run.runId}'`,
      );
      previous = hash;
    }
    return previous;
  }
  const noteEnd = (index: number, hash: Buffer) =>
    world.db.sql(
      `UPDATE learning_chains SET last_index = $2, last_hash = decode($3, 'hex') WHERE enrolment_id = $1`,
      [who.enrolmentId, index, hash.toString('hex')],
    );

  it('finds nothing where nothing was done, with its head and without', async () => {
    expect((await chain()).length).toBe(4);
    expect(await verify()).toBeNull();
    expect(await verify(true)).toBeNull();
    await study();
    expect(await verify(true)).toBeNull();
  });

  it('names an altered run', async () => {
    const [, second] = await chain();
    await tamper(`UPDATE learning_runs SET ms = ms + 1 ${at(2)}`);
    expect(await verify()).toEqual(named('altered', 2, second!.runId));
  });

  it('names a run that was altered and sealed again by itself', async () => {
    const [, second] = await chain();
    await tamper(`UPDATE learning_runs SET ms = ms + 1 ${at(2)}`);
    const [, altered] = await chain();
    const hash = sealOf(altered!, 2, altered!.previous!).toString('hex');
    await tamper(`UPDATE learning_runs SET hash = '\\x${hash}' ${at(2)}`);
    expect(await verify()).toEqual(named('altered', 2, second!.runId));
  });

  it('names the place of a run that was removed', async () => {
    await tamper(`DELETE FROM learning_runs ${at(3)}`);
    expect(await verify()).toEqual(named('removed', 3, null));
  });

  it('names the place of an end that was removed, also when its note was put back', async () => {
    const [, , third, fourth] = await chain();
    await tamper(`DELETE FROM learning_runs ${at(4)}`);
    expect(await verify()).toEqual(named('removed', 4, null));
    await noteEnd(3, third!.hash!);
    await world.db.sql(
      'UPDATE learning_lesson_days SET ms = ms - $3 WHERE enrolment_id = $1 AND verdict = $2',
      [who.enrolmentId, fourth!.verdict, fourth!.ms],
    );
    await world.db.sql('UPDATE learning_days SET refused_ms = refused_ms - $2 WHERE account_id = $1', [
      who.actor.accountId,
      fourth!.ms,
    ]);
    expect(await verify()).toBeNull();
    expect(await verify(true)).toEqual(named('removed', 4, null));
  });

  it('names a chain that was removed whole', async () => {
    await tamper(`DELETE FROM learning_runs WHERE enrolment_id = '${who.enrolmentId}'`);
    expect(await verify()).toEqual(named('removed', 1, null));
  });

  it('names a run that was put in beside another', async () => {
    await tamper(
      `INSERT INTO learning_runs SELECT (jsonb_populate_record(r, jsonb_build_object('run_id', gen_random_uuid(),
         'chain_index', 2))).* FROM learning_runs r ${at(4)}`,
    );
    const found = await verify();
    // Either of the two is met first; whichever it is, it is one that does not belong here.
    expect(found).toEqual(jasmine.objectContaining({ index: 2, enrolmentId: who.enrolmentId }));
    expect(['inserted', 'altered']).toContain(found!.kind);
  });

  it('names a run behind the end of a chain', async () => {
    const fourth = (await chain())[3]!;
    const runId = '0190a000-0000-7000-8000-000000000001';
    const hash = sealOf({ ...fourth, runId }, 5, fourth.hash!).toString('hex');
    await tamper(
      `INSERT INTO learning_runs SELECT (jsonb_populate_record(r, jsonb_build_object('run_id', '${runId}',
         'chain_index', 5, 'previous_hash', hash, 'hash', '\\x${hash}'))).* FROM learning_runs r ${at(4)}`,
    );
    expect(await verify()).toEqual(named('inserted', 5, runId));
  });

  it('names a run that was put in long ago and never sealed', async () => {
    await tamper(
      `INSERT INTO learning_runs SELECT (jsonb_populate_record(r, jsonb_build_object('run_id', gen_random_uuid(),
         'chain_index', null, 'previous_hash', null, 'hash', null, 'closed_at', platform_test_now() - interval '1 hour'))).*
       FROM learning_runs r ${at(4)}`,
    );
    expect(await verify()).toEqual(
      jasmine.objectContaining({ kind: 'inserted', enrolmentId: who.enrolmentId, index: null }),
    );
  });

  it('names a chain that was written anew from end to end; with its end noted anew, the head does', async () => {
    const before = (await chain())[3]!;
    await tamper(`UPDATE learning_runs SET started_at = started_at - interval '1 minute' ${at(2)}`);
    const hash = await sealAnew();
    expect(await verify()).toEqual(named('altered', 4, before.runId));
    await noteEnd(4, hash);
    expect(await verify()).toBeNull();
    expect(await verify(true)).toEqual(named('altered', 4, before.runId));
  });

  it('names a figure that is not the sum of its runs, and a head that cannot be believed', async () => {
    const whole = head;
    head = head.subarray(0, -9);
    expect(await verify(true)).toEqual(jasmine.objectContaining({ kind: 'head' }));
    head = whole;
    await world.db.sql('UPDATE learning_lesson_days SET ms = ms + 1 WHERE enrolment_id = $1', [
      who.enrolmentId,
    ]);
    expect(await verify(true)).toEqual(
      jasmine.objectContaining({ kind: 'figures', enrolmentId: who.enrolmentId }),
    );
  });

  it('is a command that ends with 0, 1 or 2', async () => {
    const run = (...more: string[]) =>
      spawnSync(process.execPath, ['src/ledger-verify.ts', ...more], { encoding: 'utf8', env: { PATH: '' } });
    const whole = run('--database', world.url);
    expect([whole.status, whole.stdout]).toEqual([0, jasmine.stringContaining('the ledger is whole')]);
    await tamper(`DELETE FROM learning_runs ${at(3)}`);
    const broken = run('--database', world.url);
    expect(broken.status).toBe(1);
    expect(broken.stdout).toMatch(/REMOVED.*\n.*enrolment [0-9a-f-]{36}\n.*index +3/);
    expect(run('--nonsense').status).toBe(2);
    expect(run('--data', folder).status).toBe(2);
  });
});
