import { newId } from '@minjiang/shared/kernel';
import { learningRoutes, type Beat, type BeatsAnswer, type StudyLeaseView } from '@minjiang/shared/learning';
import type { Http } from '../support/http.ts';
import type { AttackLearner, ClassName } from './stage.ts';

/** A lease in the hand of a program that may say whatever it likes. */
export interface Hand {
  readonly lease: StudyLeaseView;
  readonly http: Http;
  /** A stretch with the next number, in the foreground and playing unless said otherwise. */
  beat(fromMs: number, toMs: number, more?: Partial<Beat>): Beat;
  send(...beats: Beat[]): Promise<BeatsAnswer>;
}

export interface Opening {
  readonly http?: Http;
  readonly pageId?: string;
  /** Of an image-text lesson: how many blocks to fetch; all without it. */
  readonly blocks?: number;
  readonly proves?: boolean;
}

/** Opens a lesson of one of his classes, and fetches the blocks of a text. */
export async function open(
  learner: AttackLearner,
  name: ClassName,
  lesson = 0,
  { http = learner.http, pageId = newId(), blocks = Infinity, proves = true }: Opening = {},
): Promise<Hand> {
  const { enrolmentId, lessonIds } = learner.in(name);
  const body = {
    enrolmentId,
    lessonId: lessonIds[lesson]!,
    client: { kind: 'web' as const, pageId, ...(proves ? {} : { proves }) },
  };
  const lease = (await http.call(learningRoutes.openLease, { body })).body;
  for (let index = 0; index < Math.min(blocks, lease.blocks?.length ?? 0); index++)
    await http.call(learningRoutes.readLessonBlock, { params: { leaseId: lease.leaseId, index } });
  return handOf(http, lease);
}

export function handOf(http: Http, lease: StudyLeaseView): Hand {
  let seq = 0;
  return {
    lease,
    http,
    beat: (fromMs, toMs, more = {}) => ({
      leaseId: lease.leaseId,
      epoch: lease.epoch,
      seq: (seq = more.seq ?? seq + 1),
      fromMs,
      toMs,
      rate: 1,
      foreground: true,
      playing: true,
      ...more,
    }),
    send: async (...beats) => (await http.call(learningRoutes.recordBeats, { body: { beats } })).body,
  };
}

/** So many beats of 15 s one after the other from a place, as many as the length takes. */
export const inBeats = (hand: Hand, fromMs: number, toMs: number, stepMs = 15_000): Beat[] =>
  Array.from({ length: Math.ceil((toMs - fromMs) / stepMs) }, (_, index) =>
    hand.beat(fromMs + index * stepMs, Math.min(toMs, fromMs + (index + 1) * stepMs)),
  );

export const claimOf = (beats: readonly Beat[]): number =>
  beats.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
