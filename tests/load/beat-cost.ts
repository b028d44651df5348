/**
 * `npm run bench:beat`: what one beat costs with everything on, on a kiosk that seals it too, beside the same beat with
 * the rules off. CPU of the
 * server and of PostgreSQL, statements, and bytes of write-ahead log.
 */
import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { Beat, BeatsAnswer, HeldNonce, StudyLeaseView } from '@minjiang/shared/learning';
import {
  bareBeatOf,
  beatOf,
  ledgerWorld,
  type LedgerWorld,
} from '../../server/src/learning/testing/world.ts';
import { openOnMachine } from '../../server/src/learning/testing/machine-end.ts';
import { openDatabase } from '../run/database.ts';
import { storedFilms } from './stored-films.ts';

/**
 * In groups as a busy server sees them, with beats as long as it then asks for, and one by one as an idle one does.
 * A lesson has two minutes; its first quarter is not counted.
 */
const sizes = [
  { together: 200, accounts: 1000, stepMs: 15_000 },
  { together: 200, accounts: 1000, stepMs: 30_000 },
  { together: 1, accounts: 100, stepMs: 15_000 },
];
const lessonMs = 120_000;
/** Jiffies of /proc, 10 ms each. */
const jiffyUs = 10_000;

interface Figures {
  readonly label: string;
  readonly serverUs: number;
  readonly databaseUs: number;
  readonly statements: number;
  readonly walBytes: number;
  /** Of a beat as it is sent. */
  readonly beatBytes: number;
}

interface Studying {
  readonly who: ReturnType<LedgerWorld['learner']>;
  readonly lease: StudyLeaseView;
  /** The last answer, whose nonce the next proof uses. */
  heard?: BeatsAnswer;
  /** Of the machine, where the lease is one's. */
  readonly seal?: (beat: Beat, by: HeldNonce) => Beat;
}

let statements = 0;
const query = pg.Client.prototype.query;
pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
  statements += 1;
  return query.apply(this, given as Parameters<typeof query>);
} as typeof query;

/** CPU of the backends that serve this database; null where there is no /proc. */
async function databaseUs({ db }: LedgerWorld): Promise<number | null> {
  const rows = await db.sql<{ pid: number }>(
    'SELECT pid FROM pg_stat_activity WHERE datname = current_database()',
  );
  try {
    return rows.reduce((sum, { pid }) => {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
      return sum + (Number(fields[11]) + Number(fields[12])) * jiffyUs;
    }, 0);
  } catch {
    return null;
  }
}

const walOf = async ({ db }: LedgerWorld): Promise<number> =>
  (await db.sql<{ at: number }>(`SELECT (pg_current_wal_insert_lsn() - '0/0')::float8 AS at`))[0]!.at;

/** `together`: how many beats share a transaction. */
async function measure(
  label: string,
  world: LedgerWorld,
  of: { together: number; accounts: number; stepMs: number; proves: boolean; seals: boolean },
): Promise<Figures> {
  const { together, accounts, stepMs, proves, seals } = of;
  const lastBeat = lessonMs / stepMs;
  const countedFrom = lastBeat / 4 + 1;
  const { queue } = world.makeProcess(await storedFilms(world));
  const studying: Studying[] = [];
  for (let i = 0; i < accounts; i++) {
    const who = world.learner();
    studying.push(
      seals ? { who, ...(await openOnMachine(world, who, 'kiosk')) } : { who, lease: await world.open(who) },
    );
  }
  if (!proves) await world.db.sql('UPDATE learning_lease_terms SET proof_demanded = false');
  const spent = { serverUs: 0, statements: 0, beatBytes: 0 };

  /** One beat of everybody. What the pages do for it, proofs above all, is not counted. */
  async function round(n: number) {
    await world.shiftClock(stepMs);
    for (let at = 0; at < studying.length; at += together) {
      const part = studying.slice(at, at + together);
      const make = proves ? beatOf : bareBeatOf;
      const beats = part.map(({ lease, heard, seal }) => {
        const beat = make(lease, n, (n - 1) * stepMs, n * stepMs, {}, heard);
        return seal
          ? seal(beat, { nonce: heard?.nonce ?? lease.nonce, after: heard?.nonceAfter ?? 0 })
          : beat;
      });
      const before = { cpu: process.cpuUsage(), statements };
      const answers = await Promise.all(
        part.map(({ who }, index) => queue.record(who.actor, { beats: [beats[index]!] })),
      );
      const cpu = process.cpuUsage(before.cpu);
      if (n >= countedFrom) {
        spent.serverUs += cpu.user + cpu.system;
        spent.statements += statements - before.statements;
        spent.beatBytes += beats.reduce((sum, beat) => sum + JSON.stringify(beat).length, 0);
      }
      answers.forEach((answer, index) => (part[index]!.heard = answer));
      const lost = answers.find(({ results }) => results[0]!.creditedMs < 0.9 * stepMs);
      if (lost) throw new Error(`${label}: a beat earned nothing: ${JSON.stringify(lost.results)}`);
    }
  }
  for (let n = 1; n < countedFrom; n++) await round(n);
  const before = { database: await databaseUs(world), wal: await walOf(world) };
  for (let n = countedFrom; n <= lastBeat; n++) await round(n);
  const beats = (lastBeat - countedFrom + 1) * accounts;
  const database = await databaseUs(world);
  return {
    label,
    serverUs: spent.serverUs / beats,
    databaseUs: database === null || before.database === null ? NaN : (database - before.database) / beats,
    statements: spent.statements / beats,
    walBytes: ((await walOf(world)) - before.wal) / beats,
    beatBytes: spent.beatBytes / beats,
  };
}

const database = await openDatabase();
if ('fault' in database) throw new Error(database.fault);
process.env['MINJIANG_TEST_DATABASE_URL'] = database.url;
const loose = { allowEarnAgain: true, seekForwardOnFirstViewing: true, maxRate: 2, dailyCapMs: 86_400_000 };
const variants = [
  {
    label: 'rules off',
    proves: false,
    seals: false,
    world: (beatEveryMs: number) => ledgerWorld({ ...loose, beatEveryMs }),
  },
  {
    label: 'everything on',
    proves: true,
    seals: false,
    world: (beatEveryMs: number) => ledgerWorld({ beatEveryMs }, 86_400_000),
  },
  {
    label: 'and sealed',
    proves: true,
    seals: true,
    world: (beatEveryMs: number) => ledgerWorld({ beatEveryMs }, 86_400_000),
  },
];
try {
  console.log('figures for one beat\n');
  console.log(`${''.padEnd(40)}server µs  database µs  statements  WAL bytes  beat bytes`);
  for (const size of sizes) {
    for (const { label, proves, seals, world } of variants) {
      const at = await world(size.stepMs);
      const figures = await measure(
        `${label}, ${size.stepMs / 1000} s, ${size.together} in a transaction`,
        at,
        { ...size, proves, seals },
      );
      await at.close();
      const cells = [figures.serverUs, figures.databaseUs].map((us) => us.toFixed(0).padStart(9)).join('  ');
      console.log(
        `${figures.label.padEnd(40)}${cells}  ${figures.statements.toFixed(2).padStart(10)}  ${figures.walBytes.toFixed(0).padStart(9)}  ${figures.beatBytes.toFixed(0).padStart(10)}`,
      );
    }
  }
} finally {
  await database.stop();
}
