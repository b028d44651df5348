import type { learningRoutes } from '@minjiang/shared/learning';
import { call, route } from '../platform/call.ts';
import { seconds, think } from '../platform/pause.ts';
import { ownLearner } from '../platform/people.ts';
import { settings } from '../platform/settings.ts';
import { openFilm, watch } from './film.ts';
import { proofOf } from './proof.ts';

const myToday = route<typeof learningRoutes.myToday>('learning.myToday');
const openLease = route<typeof learningRoutes.openLease>('learning.openLease');
const recordBeats = route<typeof learningRoutes.recordBeats>('learning.recordBeats');
const closeLease = route<typeof learningRoutes.closeLease>('learning.closeLease');

/** Encoders end a film within a frame of the wished length. */
const frameMs = 250;

/**
 * A learner goes on where he stopped: opens the lesson, loads the film as far as he sees it, tells the server what
 * he saw with the proof that it reached him, and leaves after some beats or at the end of the lesson.
 */
export async function study(): Promise<void> {
  const { session } = ownLearner();
  const { continue: next } = await call(
    myToday,
    { session },
    { 'today has a cap': ({ capMs }) => capMs > 0 },
  );
  await think(2);
  if (!next) return;
  const { lessonId } = next.lesson;
  const client = { kind: 'web' as const, pageId: `page-${Date.now()}`, proves: true };
  const body = { enrolmentId: next.enrolmentId, lessonId, client };
  const openedAt = Date.now();
  const lease = await call(
    openLease,
    { session, body },
    { 'the lease is for that film': (answer) => answer.lessonId === lessonId && answer.playback !== null },
  );
  const film = await openFilm(session, lease.playback!.playlistUrl);
  const { leaseId, epoch } = lease;
  let by = { nonce: lease.nonce, after: 0 };
  let every = lease.beatEveryMs;
  let at = lease.resumeAtMs;
  let heardAt = Math.max(openedAt, Date.now());
  for (let seq = 1; seq <= settings.beats && at < lease.durationMs - frameMs; seq++) {
    await seconds(settings.beatSeconds ?? every / 1000);
    const fromMs = at;
    const toMs = Math.min(fromMs + Math.min(Date.now() - heardAt, every), lease.durationMs);
    heardAt = Date.now();
    const watched = await watch(session, film, fromMs, toMs);
    const stretch = { leaseId, epoch, seq, fromMs, toMs, rate: 1, foreground: true, playing: true };
    const beat = watched.length === 0 ? stretch : { ...stretch, proof: proofOf(watched, seq, by) };
    const answer = await call(
      recordBeats,
      { session, body: { beats: [beat] } },
      {
        'every second of the beat is credited': ({ results }) =>
          results[0]?.seq === seq && results[0].creditedMs === toMs - fromMs,
        'the lesson goes on': ({ lesson }) => lesson?.lessonId === lessonId && lesson.frontierMs >= toMs,
      },
    );
    by = { nonce: answer.nonce, after: answer.nonceAfter };
    every = answer.beatEveryMs;
    at = toMs;
  }
  await call(closeLease, { session, params: { leaseId }, query: { epoch } }, {});
}
