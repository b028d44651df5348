import type { AnswerOf } from '@minjiang/shared/kernel';
import { addDays, localDay } from '@minjiang/shared/kernel';
import { studyRules } from '@minjiang/shared/catalog';
import type { learningRoutes } from '@minjiang/shared/learning';
import type { Sql } from '../../platform/index.ts';
import { lessonsOf } from '../ports.ts';
import { classStateOf, presentLesson } from './my-classes.ts';
import type { StudiedClass } from './study-queries.ts';

const msOfDay = 86_400_000;

/** Where to go on: the lesson touched last that is not done, else the first not done, in a class that is open. */
export function nextLesson(classes: readonly StudiedClass[], now: number) {
  const open = classes
    .filter((of) => classStateOf(of, now) === 'open')
    .flatMap((of) =>
      lessonsOf(of.version).map((lesson) => ({ of, lesson, figures: of.lessons.get(lesson.lessonId) })),
    )
    .filter(({ figures }) => !figures?.done);
  const touched = open.filter(({ figures }) => figures).sort((a, b) => b.figures!.lastAt - a.figures!.lastAt);
  return touched[0] ?? open[0] ?? null;
}

/** The learner's first screen. */
export async function presentToday(
  sql: Sql,
  accountId: string,
  classes: readonly StudiedClass[],
  now: number,
): Promise<AnswerOf<typeof learningRoutes.myToday>> {
  const date = localDay(now);
  const [sums] = await sql<{ creditedMs: number; rawMs: number }>(
    `SELECT coalesce((SELECT credited_ms FROM learning_days WHERE account_id = $1 AND day = $2), 0)::float8 AS "creditedMs",
       coalesce((SELECT sum(ms) FROM learning_lesson_days WHERE account_id = $1 AND day = $2), 0)::float8 AS "rawMs"`,
    [accountId, date],
  );
  const open = classes.filter((of) => classStateOf(of, now) === 'open');
  const next = nextLesson(classes, now);
  const rules = (next?.of ?? classes[0])?.version.rules ?? studyRules.parse({});
  return {
    date,
    rawMs: sums?.rawMs ?? 0,
    creditedMs: sums?.creditedMs ?? 0,
    capMs: Math.min(rules.dailyCapMs, ...open.map(({ version }) => version.rules.dailyCapMs)),
    minutesPerClassHour: rules.minutesPerClassHour,
    continue: next && {
      enrolmentId: next.of.enrolment.enrolmentId,
      className: next.of.enrolment.className,
      courseName:
        next.of.version.courses.find((course) => courseHas(course, next.lesson.lessonId))?.name ?? '',
      lesson: presentLesson(next.lesson, next.of),
      leftMs: Math.max(0, next.lesson.durationMs - (next.figures?.creditedMs ?? 0)),
      leastEvidence: next.of.version.rules.leastEvidence,
    },
    due: open
      .map((of) => ({
        classId: of.enrolment.classId,
        name: of.enrolment.className,
        closesOn: addDays(localDay(of.enrolment.toMs), -1),
        lessonsLeft: lessonsOf(of.version).filter(({ lessonId }) => !of.lessons.get(lessonId)?.done).length,
        daysLeft: Math.max(0, Math.ceil((of.enrolment.toMs - now) / msOfDay)),
      }))
      .filter(({ lessonsLeft }) => lessonsLeft > 0)
      .sort((a, b) => a.daysLeft - b.daysLeft),
  };
}

type Course = StudiedClass['version']['courses'][number];
const courseHas = (course: Course, lessonId: string) =>
  course.chapters.some(({ lessons }) => lessons.some((lesson) => lesson.lessonId === lessonId));
