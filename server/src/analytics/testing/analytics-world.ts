import { newId } from '@minjiang/shared/kernel';
import { classesMigrations } from '../../classes/index.ts';
import { awayFromMidnight } from '../../learning/testing/away-from-midnight.ts';
import { beatOf, ledgerWorld, type LedgerWorld } from '../../learning/testing/world.ts';
import { makeLog, makeMetrics } from '../../platform/index.ts';
import { analyticsMigrations, makeAnalytics } from '../index.ts';

export type EnrolledLearner = ReturnType<LedgerWorld['learner']> & {
  readonly classId: string;
  readonly institutionId: string;
};

/** A run as it counts for figures. */
export interface CountedRun {
  readonly enrolmentId: string;
  readonly accountId: string;
  readonly lessonId: string;
  readonly day: string;
  readonly credited: boolean;
  readonly ms: number;
}

/**
 * The ledger with classes on a real PostgreSQL, and the sums over it; institutions and employers stand in memory. The
 * programme has one course, or each of its lessons is a course.
 */
export async function analyticsWorld({ courseOfEach = false } = {}) {
  const world = await ledgerWorld({}, null, { migrations: [...classesMigrations, ...analyticsMigrations] });
  await awayFromMidnight(world);
  const { db, clock } = world;
  const houses = new Map<string, { kind: string; name: string; regionCode: string }>();
  const named = <T>(ids: readonly string[], of: (id: string) => T | undefined): Promise<Map<string, T>> =>
    Promise.resolve(new Map(ids.flatMap((id) => (of(id) === undefined ? [] : [[id, of(id)!] as const]))));
  const [course] = world.version.courses;
  const courses = Object.values(world.lessons).map((lesson) => ({
    ...course!,
    courseId: newId(),
    chapters: [{ ...course!.chapters[0]!, lessons: [lesson] }],
  }));
  const versions: typeof world.deps.versions = courseOfEach
    ? {
        version: () => Promise.resolve({ ...world.version, courses }),
        versions: (_sql, ids) => named(ids, (versionId) => ({ ...world.version, versionId, courses })),
      }
    : world.deps.versions;
  const analytics = makeAnalytics({
    db,
    clock,
    log: makeLog('silent', 'spec'),
    metrics: makeMetrics(),
    versions,
    organisations: {
      regionsOf: (_sql, ids) => named(ids, (id) => houses.get(id)?.regionCode),
      organisations: (_sql, ids) => named(ids, (id) => houses.get(id)),
    },
    people: { describeAccounts: (_sql, ids) => named(ids, () => ({ maskedName: '张*' })) },
  });
  const learners: EnrolledLearner[] = [];

  /** @returns its id */
  function house(kind: 'institution' | 'employer', regionCode = '350100'): string {
    const id = newId();
    houses.set(id, { kind, name: `${kind} ${id.slice(-4)}`, regionCode });
    return id;
  }

  /** An open class. */
  async function openClass(institutionId: string, count: number, closesOn = '2036-01-01') {
    const classId = newId();
    await db.sql(
      `INSERT INTO classes_classes (id, organisation_id, name, programme_id, programme_version_id, version_number,
         pinned_name, opens_on, closes_on, created_at, opened_at)
       VALUES ($1, $2, 'class', $3, $4, 1, 'programme', '2026-01-01', $5, now(), now())`,
      [classId, institutionId, world.version.programmeId, world.version.versionId, closesOn],
    );
    const enrolled: EnrolledLearner[] = [];
    for (let rosterNumber = 1; rosterNumber <= count; rosterNumber++) {
      const learner = { ...world.learner(), classId, institutionId };
      enrolled.push(learner);
      const known = world.enrolments.get(learner.enrolmentId)!;
      world.enrolments.set(learner.enrolmentId, { ...known, toMs: known.toMs + 30 * 86_400_000 });
      await db.sql(
        `INSERT INTO classes_enrolments (id, class_id, account_id, roster_number, state, enrolled_at, changed_at)
         VALUES ($1, $2, $3, $4, 'active', now(), now())`,
        [learner.enrolmentId, classId, learner.actor.accountId, rosterNumber],
      );
    }
    learners.push(...enrolled);
    return { classId, enrolled };
  }

  return {
    ...world,
    versions,
    courses,
    analytics,
    houses,
    learners,
    house,
    openClass,
    employ: ({ enrolmentId }: EnrolledLearner, employerId: string, fromDay: string, toDay: string | null) =>
      db.sql(
        'INSERT INTO classes_employers (enrolment_id, employer_id, from_day, to_day) VALUES ($1, $2, $3, $4)',
        [enrolmentId, employerId, fromDay, toDay],
      ),
    remove: ({ enrolmentId }: EnrolledLearner) =>
      db.sql(`UPDATE classes_enrolments SET state = 'removed', changed_at = now() WHERE id = $1`, [
        enrolmentId,
      ]),
    /** Studies twenty seconds, of which some beats are refused. */
    async study(
      who: EnrolledLearner,
      fromMs = 0,
      refused: (beat: number) => boolean = () => false,
      lessonId = world.lessons.first.lessonId,
    ): Promise<void> {
      const lease = await world.open(who, lessonId);
      await world.shiftClock(40_000);
      const beats = [0, 1, 2, 3].map((i) =>
        beatOf(lease, i + 1, fromMs + 5000 * i, fromMs + 5000 * (i + 1), { foreground: !refused(i) }),
      );
      await world.learning.queue.record(who.actor, { beats });
    },
    today: async () => {
      const [row] = await db.sql<{ day: string }>(
        `SELECT (platform_test_now() AT TIME ZONE 'Asia/Shanghai')::date::text AS day`,
      );
      return row!.day;
    },
    /** Every run of the ledger. */
    runs: () =>
      db.sql<CountedRun>(
        `SELECT enrolment_id AS "enrolmentId", account_id AS "accountId", lesson_id AS "lessonId", day::text AS day,
           verdict = 'credited' AS credited, ms::float8 AS ms FROM learning_runs`,
      ),
  };
}

export type AnalyticsWorld = Awaited<ReturnType<typeof analyticsWorld>>;

/** What some runs come to. */
export const sumOf = (runs: readonly CountedRun[]) => ({
  creditedMs: runs.reduce((sum, { credited, ms }) => sum + (credited ? ms : 0), 0),
  rawMs: runs.reduce((sum, { ms }) => sum + ms, 0),
});
