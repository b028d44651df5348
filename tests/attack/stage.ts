import { join } from 'node:path';
import { studyRules, type DraftLesson, type StudyRules } from '@minjiang/shared/catalog';
import { identityRoutes } from '@minjiang/shared/identity';
import { newId } from '@minjiang/shared/kernel';
import { assetWhen, upload } from '../support/commands/assets.ts';
import { activate, enrol, openClass } from '../support/commands/classes.ts';
import { film, publishProgramme } from '../support/commands/programmes.ts';
import { signIn } from '../support/commands/signing-in.ts';
import { makeClip } from '../support/clip.ts';
import { found } from '../support/founders.ts';
import type { Http } from '../support/http.ts';
import { ownDatabase, type OwnDatabase } from '../support/own-database.ts';
import { somebody, type Person } from '../support/people.ts';
import { scratchFolder } from '../support/places.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { raiseSignals } from './raise-signals.ts';
import { makeTestClock, type TestClock } from './test-clock.ts';
import { lessonsWithQuestions, reading, windowWithout } from './teaching.ts';

/** The classes of this platform, by what they are for. */
export type ClassName =
  'films' | 'texts' | 'capped' | 'capped-too' | 'hours' | 'refusing' | 'repeating' | 'checked';

export interface Taught {
  readonly classId: string;
  /** In order. */
  readonly lessonIds: readonly string[];
}

/** Somebody who studies, or pretends to. */
export interface AttackLearner {
  readonly person: Person;
  readonly http: Http;
  readonly accountId: string;
  /** Enrolment and lessons in one of his classes. */
  in(name: ClassName): { readonly enrolmentId: string; readonly lessonIds: readonly string[] };
}

export interface AttackStage {
  readonly first: ServerProcess;
  readonly second: ServerProcess;
  readonly clock: TestClock;
  readonly database: OwnDatabase;
  readonly institution: Http;
  readonly operators: Readonly<Record<'system' | 'security' | 'audit', Http>>;
  readonly classes: Readonly<Record<ClassName, Taught>>;
  learner(...classes: ClassName[]): Promise<AttackLearner>;
  /** Looks for signals now instead of every few minutes. */
  raiseSignals(): Promise<void>;
  strike(): Promise<void>;
}

export const filmMs = 60_000;
export const blockMs = 120_000;
export const capMs = 60_000;

const base = studyRules.parse({ permittedFromMinute: 0, permittedToMinute: 1440 });

/**
 * The platform as it is shipped, two processes on one database, with a clock that the run moves itself: an hour
 * of study passes in no time, and nothing else is different.
 */
export async function setAttackStage(): Promise<AttackStage> {
  const database = await ownDatabase();
  const dataDir = scratchFolder('attack');
  const { houses, operators } = await found(database.url, dataDir, ['attacked']);
  const env = {
    MINJIANG_TEST_CLOCK: '1',
    LOG_LEVEL: 'error',
    // Days pass while the run lasts.
    MINJIANG_STAFF_IDLE_SECONDS: '2592000',
    MINJIANG_SESSION_HOURS: '720',
  };
  const shared = { databaseUrl: database.url, dataDir, env };
  const [first, second] = await Promise.all([
    startServer({ ...shared, role: 'all' }),
    startServer({ ...shared, role: 'api' }),
  ]);
  const clock = makeTestClock(database);
  const institution = await signIn(first.origin, houses[0]!.admin);
  const classes = await teach(institution, join(dataDir, 'clips'), await clock.now());
  return {
    first,
    second,
    clock,
    database,
    institution,
    operators: {
      system: await signIn(first.origin, operators.system),
      security: await signIn(first.origin, operators.security),
      audit: await signIn(first.origin, operators.audit),
    },
    classes,
    learner: (...names) => learnerOf(institution, classes, names),
    raiseSignals: () => raiseSignals(database.url, dataDir),
    async strike() {
      await Promise.all([first.stop(), second.stop()]);
      await database.drop();
    },
  };
}

async function teach(institution: Http, clips: string, now: number) {
  const assetIds: string[] = [];
  for (const [index, tone] of [440, 550].entries()) {
    const content = await makeClip(`${clips}-${index}.mp4`, filmMs / 1000, tone);
    assetIds.push(await upload(institution, { name: `film-${index}.mp4`, content }));
  }
  for (const id of assetIds) await assetWhen(institution, id, 'ready');
  const [a, b] = assetIds as [string, string];
  const teachOne = async (name: ClassName, lessons: DraftLesson[], rules: Partial<StudyRules> = {}) => {
    const programmeId = await publishProgramme(institution, name, lessons, { ...base, ...rules });
    const classId = await openClass(institution, programmeId, name);
    return { classId, lessonIds: lessons.map(({ lessonId }) => lessonId) };
  };
  const texts = () => [reading(5), reading(5)];
  return {
    // The same film stands in two lessons here, and the second film in one.
    films: await teachOne('films', [film(a), film(b), film(a)]),
    texts: await teachOne('texts', texts()),
    capped: await teachOne('capped', texts(), { dailyCapMs: capMs }),
    'capped-too': await teachOne('capped-too', [...texts(), film(a)], { dailyCapMs: capMs }),
    hours: await teachOne('hours', texts(), windowWithout(now)),
    repeating: await teachOne('repeating', texts(), { allowEarnAgain: true }),
    refusing: await teachOne('refusing', texts(), { leasePolicy: 'refuse' }),
    checked: await teachOne('checked', lessonsWithQuestions(), {
      checks: {
        kinds: ['question'],
        atStart: false,
        atEnd: false,
        random: { fromMinutes: 1, toMinutes: 1 },
        answerSeconds: 60,
        retries: 1,
        missBudgetPercent: 100,
        makeUpWorkingDays: 3,
      },
    }),
  } satisfies Record<ClassName, Taught>;
}

async function learnerOf(
  institution: Http,
  classes: Readonly<Record<ClassName, Taught>>,
  names: readonly ClassName[],
): Promise<AttackLearner> {
  const person = somebody();
  const enrolments = new Map<ClassName, string>();
  for (const name of names) enrolments.set(name, await enrol(institution, classes[name].classId, person));
  const [[first, enrolmentId] = ['texts' as const, newId()]] = enrolments;
  const http = await activate(institution, { classId: classes[first].classId, enrolmentId }, person);
  const { account } = (await http.call(identityRoutes.me)).body;
  return {
    person,
    http,
    accountId: account.id,
    in: (name) => ({ enrolmentId: enrolments.get(name)!, lessonIds: classes[name].lessonIds }),
  };
}
