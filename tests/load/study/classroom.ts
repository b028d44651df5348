import { checkRules, studyRules } from '@minjiang/shared/catalog';
import { identityRoutes } from '@minjiang/shared/identity';
import { newId } from '@minjiang/shared/kernel';
import type { StudyLeaseView } from '@minjiang/shared/learning';
import { assetWhen, upload } from '../../support/commands/assets.ts';
import { activate, enrol, openClass } from '../../support/commands/classes.ts';
import { film as filmLesson, publishProgramme } from '../../support/commands/programmes.ts';
import { signIn } from '../../support/commands/signing-in.ts';
import { openLease, ownClass } from '../../support/commands/study.ts';
import { found } from '../../support/founders.ts';
import type { Http } from '../../support/http.ts';
import { somebody } from '../../support/people.ts';
import { filmOf, type Film } from './film.ts';
import { longClip } from './long-clip.ts';

/** A class of one film with its first learner, all made through the product: what further learners are seeded after. */
export interface Classroom {
  readonly institution: Http;
  readonly classId: string;
  readonly film: Film;
  readonly lessonId: string;
  /** The first learner: signed in, with a lease that was opened over HTTP. */
  readonly first: {
    readonly http: Http;
    readonly accountId: string;
    readonly enrolmentId: string;
    readonly lease: StudyLeaseView;
  };
}

export interface ClassroomOptions {
  /** Length of the film. Checks are on, and the first falls due when so much is credited. */
  readonly minutes: number;
  readonly beatEveryMs: number;
}

/** The staff of the class, made before a server runs. @returns the user name of the institution's administrator */
export async function foundSchool(databaseUrl: string, dataDir: string): Promise<string> {
  const { houses } = await found(databaseUrl, dataDir, ['crowd']);
  return houses[0]!.admin;
}

/**
 * @param apiOrigin where HTTP is answered; some process of the platform must work off jobs
 * @param admin as `foundSchool` returned it
 */
export async function openClassroom(
  apiOrigin: string,
  admin: string,
  { minutes, beatEveryMs }: ClassroomOptions,
): Promise<Classroom> {
  const institution = await signIn(apiOrigin, admin);
  const content = await longClip(minutes);
  const assetId = await upload(institution, { name: 'film.mp4', content });
  await assetWhen(institution, assetId, 'ready');
  const rules = studyRules.parse({
    permittedFromMinute: 0,
    permittedToMinute: 1440,
    beatEveryMs,
    checks: checkRules.parse({ random: { fromMinutes: minutes, toMinutes: minutes } }),
  });
  const lesson = { ...filmLesson(assetId), questions: questions(8) };
  const programmeId = await publishProgramme(institution, 'Film', [lesson], rules);
  const classId = await openClass(institution, programmeId, 'Class of the crowd');
  const person = somebody();
  const enrolmentId = await enrol(institution, classId, person);
  const http = await activate(institution, { classId, enrolmentId }, person);
  const { lessons } = await ownClass(http);
  const lessonId = lessons[0]!.lessonId;
  const study = await openLease(http, { enrolmentId, lessonId });
  const { segments } = await study.watch();
  const { account } = (await http.call(identityRoutes.me)).body;
  const first = { http, accountId: account.id, enrolmentId, lease: study.lease };
  return { institution, classId, film: filmOf(segments), lessonId, first };
}

const questions = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    questionId: newId(),
    text: `question ${index}`,
    options: ['right', 'wrong', 'false', 'mistaken'].map((word) => `${word} ${index}`),
    correct: 0,
  }));
