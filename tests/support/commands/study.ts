import { learningRoutes, type Beat, type BeatsAnswer, type StudyLeaseView } from '@minjiang/shared/learning';
import { newId } from '@minjiang/shared/kernel';
import type { Http } from '../http.ts';
import { prove } from './proving.ts';
import { loadMedia, type Watched } from './watching.ts';

type Stretch = Pick<Beat, 'fromMs' | 'toMs'> & Partial<Pick<Beat, 'foreground' | 'playing' | 'rate' | 'seq'>>;

/** A lease in the hand of a program that only speaks HTTP. */
export interface Study {
  readonly lease: StudyLeaseView;
  /** Loads the film of the lesson; from then on beats carry the proof of it. */
  watch(): Promise<Watched>;
  /** A beat with the next number, played in the foreground unless said otherwise. */
  beat(stretch: Stretch): Beat;
  send(beats: readonly Beat[], at?: Http): Promise<BeatsAnswer>;
}

export async function openLease(
  learner: Http,
  of: { readonly enrolmentId: string; readonly lessonId: string; readonly proves?: boolean },
): Promise<Study> {
  const { enrolmentId, lessonId, proves = true } = of;
  const client = { kind: 'web' as const, pageId: newId(), proves };
  const lease = (await learner.call(learningRoutes.openLease, { body: { enrolmentId, lessonId, client } }))
    .body;
  let seq = 0;
  let film: Watched | undefined;
  let by = { nonce: lease.nonce, after: 0 };
  return {
    lease,
    watch: async () => (film = await loadMedia(learner, lease.playback!.playlistUrl)),
    beat: (stretch) => {
      seq = stretch.seq ?? seq + 1;
      const { leaseId, epoch } = lease;
      const proof = proves && film && prove(film.segments, { ...stretch, seq }, by);
      const state = { rate: 1, foreground: true, playing: true, ...stretch, seq };
      return { leaseId, epoch, ...state, ...(proof ? { proof } : {}) };
    },
    send: async (beats, at = learner) => {
      const answer = (await at.call(learningRoutes.recordBeats, { body: { beats: [...beats] } })).body;
      const ours = answer.results.some(
        ({ leaseId, refused }) =>
          leaseId === lease.leaseId && !refused.some(({ reason }) => reason === 'lease-lost'),
      );
      if (ours) by = { nonce: answer.nonce, after: answer.nonceAfter };
      return answer;
    },
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
