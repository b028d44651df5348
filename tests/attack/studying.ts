import { newId } from '@minjiang/shared/kernel';
import { learningRoutes, type Beat, type BeatsAnswer, type StudyLeaseView } from '@minjiang/shared/learning';
import { prove } from '../support/commands/proving.ts';
import { loadMedia, type LoadedSegment } from '../support/commands/watching.ts';
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
  /** Whether he has the film itself; true without it. */
  readonly media?: boolean;
}

/** Opens a lesson of one of his classes, and fetches the blocks of a text. */
export async function open(
  learner: AttackLearner,
  name: ClassName,
  lesson = 0,
  { http = learner.http, pageId = newId(), blocks = Infinity, proves = true, media = true }: Opening = {},
): Promise<Hand> {
  const { enrolmentId, lessonIds } = learner.in(name);
  const body = {
    enrolmentId,
    lessonId: lessonIds[lesson]!,
    client: { kind: 'web' as const, pageId, proves },
  };
  let lease = (await http.call(learningRoutes.openLease, { body })).body;
  const { playback } = lease;
  if (playback && media && !films.has(filmOf(playback.playlistUrl))) {
    films.set(filmOf(playback.playlistUrl), (await loadMedia(http, playback.playlistUrl)).segments);
    // The time that loading took is nobody's claim.
    lease = (await http.call(learningRoutes.openLease, { body })).body;
  }
  for (let index = 0; index < Math.min(blocks, lease.blocks?.length ?? 0); index++)
    await http.call(learningRoutes.readLessonBlock, { params: { leaseId: lease.leaseId, index } });
  return handOf(http, lease, media);
}

/** Films that somebody here has loaded: whoever attacks holds all of them, so that only the other rules stop him. */
const films = new Map<string, readonly LoadedSegment[]>();
const filmOf = (playlistUrl: string) => playlistUrl.split('?')[0]!;

export function handOf(http: Http, lease: StudyLeaseView, media = true): Hand {
  let seq = 0;
  let by = { nonce: lease.nonce, after: 0 };
  const held = (media && lease.playback ? films.get(filmOf(lease.playback.playlistUrl)) : null) ?? [];
  return {
    lease,
    http,
    beat: (fromMs, toMs, more = {}) => {
      seq = more.seq ?? seq + 1;
      const { leaseId, epoch } = lease;
      const proof = prove(held, { fromMs, toMs, seq }, by);
      const stretch = { leaseId, epoch, seq, fromMs, toMs, rate: 1, foreground: true, playing: true };
      return { ...stretch, ...(proof ? { proof } : {}), ...more };
    },
    send: async (...beats) => {
      const answer = (await http.call(learningRoutes.recordBeats, { body: { beats } })).body;
      by = { nonce: answer.nonce, after: answer.nonceAfter };
      return answer;
    },
  };
}

/** So many beats of 15 s one after the other from a place, as many as the length takes. */
export const inBeats = (hand: Hand, fromMs: number, toMs: number, stepMs = 15_000): Beat[] =>
  Array.from({ length: Math.ceil((toMs - fromMs) / stepMs) }, (_, index) =>
    hand.beat(fromMs + index * stepMs, Math.min(toMs, fromMs + (index + 1) * stepMs)),
  );

export const claimOf = (beats: readonly Beat[]): number =>
  beats.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
