import { join } from 'node:path';
import type { DraftLesson, StudyRules } from '@minjiang/shared/catalog';
import { makeClip } from '../support/clip.ts';
import { assetWhen, upload } from '../support/commands/assets.ts';
import { activate, enrol, openClass } from '../support/commands/classes.ts';
import { film, publishProgramme, quickRules } from '../support/commands/programmes.ts';
import { signIn } from '../support/commands/signing-in.ts';
import type { Http } from '../support/http.ts';
import { somebody } from '../support/people.ts';
import { scratchFolder } from '../support/places.ts';
import { clickOn, signInAtTheMachine, untilPage, type Hall } from './hall.ts';
import type { Page } from './page.ts';

/** Somebody in a class of one lesson. */
export interface KioskLearner {
  readonly phone: string;
  readonly enrolmentId: string;
  readonly lessonId: string;
}

/** A learner of a new class with a lesson of its own. */
export async function learnerOf(
  hall: Hall,
  name: string,
  lesson: DraftLesson,
  rules: StudyRules = quickRules,
): Promise<KioskLearner> {
  const institution = await signIn(hall.origin, 'institution');
  const programmeId = await publishProgramme(institution, name, [lesson], rules);
  const classId = await openClass(institution, programmeId, `Class: ${name}`);
  const person = somebody();
  const enrolmentId = await enrol(institution, classId, person);
  await activate(institution, { classId, enrolmentId }, person);
  return { phone: person.phone, enrolmentId, lessonId: lesson.lessonId };
}

export const filmSeconds = 60;
let asset: Promise<string> | undefined;

/** A lesson with the one film of this run, which is encoded once. */
export async function filmLesson(hall: Hall): Promise<DraftLesson> {
  return film(await (asset ??= uploadFilm(await signIn(hall.origin, 'institution'))), 'Film of the kiosk');
}

async function uploadFilm(institution: Http): Promise<string> {
  const content = await makeClip(join(scratchFolder('clip'), 'film.mp4'), filmSeconds, 660);
  const id = await upload(institution, { name: 'film.mp4', content });
  await assetWhen(institution, id, 'ready');
  return id;
}

/** Signs in at the machine and opens the lesson. */
export async function openLesson(hall: Hall, page: Page, learner: KioskLearner): Promise<void> {
  await signInAtTheMachine(hall, page, learner.phone);
  await goToLesson(page, learner);
}

export async function goToLesson(page: Page, { enrolmentId, lessonId }: KioskLearner): Promise<void> {
  await page.evaluate(`void (location.href = '/study/${enrolmentId}/${lessonId}')`);
  await untilPage(page, 'the lesson', `location.pathname.startsWith('/study/')`);
}

const video = `document.querySelector('video')`;
export const isPaused = (page: Page) => page.evaluate<boolean>(`${video}.paused`);
export const positionOf = (page: Page) => page.evaluate<number>(`${video}.currentTime`);

/** Presses the large button in the picture, and waits until the picture moves. */
export async function playFilm(hall: Hall, page: Page): Promise<void> {
  const ready = `!!document.querySelector('mj-video-lesson .begin') && ${video}.readyState >= 2`;
  await untilPage(page, 'a film that can begin', ready);
  const from = await positionOf(page);
  await clickOn(hall, page, 'mj-video-lesson .begin');
  await untilPage(page, 'a moving picture', `${video}.currentTime > ${from + 0.3}`);
}

export interface RunSum {
  readonly terminal: string;
  readonly evidence: string;
  readonly verdict: string;
  readonly ms: number;
}

/** What the ledger holds of an enrolment, in sum for each verdict. */
export const runsOf = (hall: Hall, { enrolmentId }: KioskLearner) =>
  hall.database.rows<RunSum>(
    `SELECT terminal, evidence, verdict, sum(ms)::float8 AS ms FROM learning_runs WHERE enrolment_id = $1
     GROUP BY terminal, evidence, verdict ORDER BY verdict`,
    [enrolmentId],
  );

/** Milliseconds of one verdict. */
export async function msOf(hall: Hall, learner: KioskLearner, wanted: string): Promise<number> {
  const runs = await runsOf(hall, learner);
  return runs.filter(({ verdict }) => verdict === wanted).reduce((sum, { ms }) => sum + ms, 0);
}

/** Beats that came for this learner's lessons without the seal of the machine they were opened on. */
export async function unsealedOf(hall: Hall, { enrolmentId }: KioskLearner): Promise<number> {
  const [kept] = await hall.database.rows<{ times: number }>(
    `SELECT coalesce(sum(times), 0)::int AS times FROM learning_lesson_days
     WHERE enrolment_id = $1 AND verdict = 'device'`,
    [enrolmentId],
  );
  return kept!.times;
}
