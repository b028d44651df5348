import { learningRoutes, type Beat, type BeatsAnswer, type StudyLeaseView } from '@minjiang/shared/learning';
import { newId } from '@minjiang/shared/kernel';
import type { Http } from '../http.ts';

type Stretch = Pick<Beat, 'fromMs' | 'toMs'> & Partial<Pick<Beat, 'foreground' | 'playing' | 'rate' | 'seq'>>;

/** A lease in the hand of a program that only speaks HTTP. */
export interface Study {
  readonly lease: StudyLeaseView;
  /** A beat with the next number, played in the foreground unless said otherwise. */
  beat(stretch: Stretch): Beat;
  send(beats: readonly Beat[], at?: Http): Promise<BeatsAnswer>;
}

export async function openLease(
  learner: Http,
  of: { readonly enrolmentId: string; readonly lessonId: string },
): Promise<Study> {
  const client = { kind: 'web' as const, pageId: newId() };
  const lease = (await learner.call(learningRoutes.openLease, { body: { ...of, client } })).body;
  let seq = 0;
  return {
    lease,
    beat: (stretch) => {
      seq = stretch.seq ?? seq + 1;
      const { leaseId, epoch } = lease;
      return { leaseId, epoch, rate: 1, foreground: true, playing: true, ...stretch, seq };
    },
    send: async (beats, at = learner) =>
      (await at.call(learningRoutes.recordBeats, { body: { beats: [...beats] } })).body,
  };
}

/** The one class a learner of these runs is in, with its lessons in order. */
export async function ownClass(learner: Http) {
  const [own] = (await learner.call(learningRoutes.myClasses)).body.classes;
  if (!own) throw new Error('the learner is in no class');
  const lessons = own.courses.flatMap(({ chapters }) => chapters.flatMap((chapter) => chapter.lessons));
  return { ...own, lessons };
}

export const recordOf = async (learner: Http) => (await learner.call(learningRoutes.myRecord)).body;

export const creditedOf = (answers: readonly BeatsAnswer[]): number =>
  answers.flatMap(({ results }) => results).reduce((sum, { creditedMs }) => sum + creditedMs, 0);
