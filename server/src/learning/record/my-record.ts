import {
  refusalReason,
  refusalReasons,
  type LearnerRecord,
  type RefusalReason,
} from '@minjiang/shared/learning';
import type { Sql } from '../../platform/index.ts';
import { lessonsOf, type VersionSource } from '../ports.ts';
import { presentLesson } from './my-classes.ts';
import { classHoursOf, verdictsOf } from './record-rules.ts';
import {
  firstEarnedLessons,
  refusedByDay,
  sumsByDay,
  sumsByVerdict,
  type RefusedRow,
  type StudiedClass,
} from './study-queries.ts';

const sum = (rows: readonly { ms: number }[]) => rows.reduce((total, { ms }) => total + ms, 0);
const isCredited = ({ verdict }: RefusedRow) => verdict === 'credited';

/** Refusals of some rows by reason, in the ledger's order; events without seconds are left out. */
function refusalsOf(rows: readonly RefusedRow[]) {
  return refusalReasons.flatMap((reason) => {
    const ms = sum(rows.filter(({ verdict }) => verdict === reason));
    return ms > 0 ? [{ reason, ms }] : [];
  });
}

/** Everything the ledger says of an account, or of one of its classes: each figure is a sum over the rollup. */
export async function presentRecord(
  sql: Sql,
  accountId: string,
  classes: readonly StudiedClass[],
  versions: VersionSource,
  options: { enrolmentId: string | null; now: number },
): Promise<LearnerRecord> {
  const { enrolmentId, now } = options;
  const rows = await sumsByVerdict(sql, accountId, enrolmentId);
  const days = await sumsByDay(sql, accountId, enrolmentId);
  const byLesson = Map.groupBy(rows, (row) => `${row.enrolmentId} ${row.lessonId}`);
  const shown = classes.filter(({ enrolment }) => !enrolmentId || enrolment.enrolmentId === enrolmentId);
  const courses = shown.flatMap((of) =>
    of.version.courses.map((course) => {
      const { minutesPerClassHour } = of.version.rules;
      const lessons = course.chapters
        .flatMap((chapter) => chapter.lessons)
        .map((lesson) => {
          const own = byLesson.get(`${of.enrolment.enrolmentId} ${lesson.lessonId}`) ?? [];
          return {
            ...presentLesson(lesson, of),
            creditedMs: sum(own.filter(isCredited)),
            rawMs: sum(own),
            refused: refusalsOf(own),
          };
        });
      const creditedMs = lessons.reduce((total, lesson) => total + lesson.creditedMs, 0);
      return {
        courseId: course.courseId,
        name: course.name,
        className: of.enrolment.className,
        minutesPerClassHour,
        rawMs: lessons.reduce((total, lesson) => total + lesson.rawMs, 0),
        creditedMs,
        classHours: classHoursOf(creditedMs, minutesPerClassHour),
        ...verdictsOf(lessons.flatMap(({ lessonId }) => of.lessons.get(lessonId) ?? [])),
        lessons,
      };
    }),
  );
  const creditedMs = sum(rows.filter(isCredited));
  const minutes = shown[0]?.version.rules.minutesPerClassHour ?? 45;
  return {
    asOf: new Date(now).toISOString(),
    totals: {
      rawMs: sum(rows),
      creditedMs,
      classHours: classHoursOf(creditedMs, minutes),
      ...verdictsOf(shown.flatMap(({ lessons }) => [...lessons.values()])),
    },
    courses,
    days,
    refused: await reasonsOf(sql, accountId, rows, shown, versions),
    refusedDays: await refusedDaysOf(sql, accountId, shown, enrolmentId),
  };
}

const refusedDaysShown = 200;

/** Refused time that a learner can point to; a lesson that is in no class of his any more is left out. */
async function refusedDaysOf(
  sql: Sql,
  accountId: string,
  classes: readonly StudiedClass[],
  enrolmentId: string | null,
): Promise<LearnerRecord['refusedDays']> {
  const rows = await refusedByDay(sql, accountId, enrolmentId, refusedDaysShown);
  const names = new Map(
    classes.flatMap(({ enrolment, version }) =>
      lessonsOf(version).map(({ lessonId, name }) => [
        `${enrolment.enrolmentId} ${lessonId}`,
        { lessonName: name, className: enrolment.className },
      ]),
    ),
  );
  return rows.flatMap(({ reason, ...row }) => {
    const named = names.get(`${row.enrolmentId} ${row.lessonId}`);
    const known = refusalReason.safeParse(reason).data;
    return named && known ? [{ ...row, ...named, reason: known }] : [];
  });
}

async function reasonsOf(
  sql: Sql,
  accountId: string,
  rows: readonly RefusedRow[],
  classes: readonly StudiedClass[],
  versions: VersionSource,
): Promise<LearnerRecord['refused']> {
  const before = rows.some(({ verdict }) => verdict === 'already-earned')
    ? await whereEarned(sql, accountId, rows, classes, versions)
    : null;
  return refusalReasons.flatMap((reason: RefusalReason) => {
    const own = rows.filter(({ verdict }) => verdict === reason);
    if (own.length === 0) return [];
    return [
      {
        reason,
        ms: sum(own),
        times: own.reduce((total, { times }) => total + times, 0),
        lastAt: new Date(Math.max(...own.map(({ lastAt }) => lastAt))).toISOString(),
        lessonName: reason === 'already-earned' ? before : null,
      },
    ];
  });
}

/** Name of the lesson in which the media refused last as already earned was first counted. */
async function whereEarned(
  sql: Sql,
  accountId: string,
  rows: readonly RefusedRow[],
  classes: readonly StudiedClass[],
  versions: VersionSource,
): Promise<string | null> {
  const last = rows
    .filter(({ verdict }) => verdict === 'already-earned')
    .sort((a, b) => b.lastAt - a.lastAt)[0];
  const of = classes.find(({ enrolment }) => enrolment.enrolmentId === last?.enrolmentId);
  const lesson = of && lessonsOf(of.version).find(({ lessonId }) => lessonId === last?.lessonId);
  const earned = (await firstEarnedLessons(sql, accountId)).find(
    ({ contentKey }) => contentKey === lesson?.contentKey,
  );
  if (!earned) return null;
  const version = await versions.version(sql, earned.versionId);
  return (version && lessonsOf(version).find(({ lessonId }) => lessonId === earned.lessonId)?.name) ?? null;
}
