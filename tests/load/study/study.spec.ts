import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { ownDatabase, type OwnDatabase } from '../../support/own-database.ts';
import { scratchFolder } from '../../support/places.ts';
import { startServer, type ServerProcess } from '../../support/server-process.ts';
import { openLeases, seedLearners, type SeededLearners } from './accounts.ts';
import { foundSchool, openClassroom } from './classroom.ts';
import { startCrowd, type Crowd } from './crowd.ts';
import { keepFilm } from './film.ts';
import { idOf } from './learner-ids.ts';
import { isRight, reconcile, type Told } from './reconcile.ts';

const learners = 40;
const watching = 2;
const beatEveryMs = 5000;

describe('a crowd of study clients', () => {
  const dataDir = scratchFolder('crowd');
  let database: OwnDatabase;
  let server: ServerProcess;
  let db: pg.Client;
  let crowd: Crowd;
  let seeded: SeededLearners;
  let told: Told;

  beforeAll(async () => {
    database = await ownDatabase();
    const admin = await foundSchool(database.url, dataDir);
    server = await startServer({ databaseUrl: database.url, dataDir, role: 'all' });
    const classroom = await openClassroom(server.origin, admin, { minutes: 2, beatEveryMs });
    db = new pg.Client({ connectionString: database.url });
    await db.connect();
    seeded = await seedLearners(db, classroom, learners);
    crowd = await startCrowd(1, {
      ids: seeded.ids,
      filmFile: keepFilm(classroom.film, dataDir),
      origins: [server.origin],
      apiOrigin: server.origin,
      lessonId: classroom.lessonId,
      beatEveryMs,
    });
    const leases = await openLeases(db, classroom, seeded, { from: watching, to: learners - 1, dataDir });
    const coming = [...Array.from({ length: watching }, () => null), ...leases];
    crowd.begin(coming.map((lease, number) => ({ number, lease })));
    await wait(beatEveryMs / 2);
    told = await crowd.finish(20_000);
  }, 60_000);
  afterAll(async () => {
    await crowd.close();
    await db.end();
    await server.stop();
    await database.drop();
  }, 20_000);

  it('is acknowledged every beat, and credited every millisecond that it played', async () => {
    const { tally } = crowd.figures();
    expect(tally.faults).toEqual({});
    expect(tally.acknowledged).toBeGreaterThanOrEqual(learners);
    expect(tally.acknowledged).toBe(tally.cut);
    expect(tally.segments).toBeGreaterThan(watching);
    const found = await reconcile(db, seeded, told);
    expect(found.accounts).toBe(learners);
    expect(found.storedMs).toBe(found.dueMs);
    expect(found.dueMs).toBeGreaterThan(learners * 1000);
    expect(isRight(found)).withContext(JSON.stringify(found)).toBeTrue();
  });

  it('notices a millisecond that is gone, one that is too much, and a beat that is not stored', async () => {
    const foundAfter = async (sql: string) => {
      await db.query('BEGIN');
      await db.query(sql.replace('?', 'account_id = $1'), [idOf(seeded.ids, 'account', learners - 1)]);
      const found = await reconcile(db, seeded, told);
      await db.query('ROLLBACK');
      expect(isRight(found)).withContext(sql).toBeFalse();
      return found;
    };
    const less = await foundAfter('UPDATE learning_progress SET credited_ms = credited_ms - 1 WHERE ?');
    expect(less).toEqual(jasmine.objectContaining({ lostMs: 1, unequal: 1, under: 1, over: 0 }));
    const more = await foundAfter('UPDATE learning_days SET credited_ms = credited_ms + 1 WHERE ?');
    expect(more).toEqual(jasmine.objectContaining({ lostMs: 0, unequal: 1, under: 0, over: 1 }));
    const beat = await foundAfter('UPDATE learning_leases SET last_seq = last_seq - 1 WHERE ?');
    expect(beat).toEqual(jasmine.objectContaining({ lostBeats: 1, unequal: 0 }));
  });
});
