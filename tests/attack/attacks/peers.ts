import type { Beat } from '@minjiang/shared/learning';
import type { Attack, Section } from '../play.ts';
import { claimOf, open, type Hand } from '../studying.ts';
import { filmMs, type AttackStage } from '../stage.ts';

/**
 * The requests that finish a lesson on the published platforms of the field, said in our words. Nobody watched
 * anything: each must earn nothing at all.
 */
const forgery = (name: string, forge: (hand: Hand) => Beat[], small?: true): Attack => ({
  name,
  ...(small ? { small } : {}),
  async play(stage) {
    const learner = await stage.learner('films');
    const hand = await open(learner, 'films', 0, { media: false });
    const beats = forge(hand);
    for (let at = 0; at < beats.length; at += 20) await hand.send(...beats.slice(at, at + 20));
    return { learners: [learner], claimedMs: claimOf(beats), dueMs: 0 };
  },
});

/** Requests as the peers' own pages send them, to paths that we do not have, or with fields that nobody asked for. */
const foreignWords = (name: string, ask: (stage: AttackStage, hand: Hand) => Promise<number[]>): Attack => ({
  name,
  async play(stage) {
    const learner = await stage.learner('films');
    const hand = await open(learner, 'films');
    const statuses = await ask(stage, hand);
    const accepted = statuses.filter((status) => status < 400);
    if (accepted.length > 0) throw new Error(`accepted with ${accepted.join(', ')}`);
    return { learners: [learner], claimedMs: filmMs, dueMs: 0 };
  },
});

const posted = async ({ http }: Hand, path: string, body: unknown) =>
  (await http.send('POST', path, { body })).status;
const beatsPath = '/api/v1/study/beats';

export const peers: Section = {
  name: 'one request that finishes a lesson elsewhere',
  attacks: [
    forgery('the whole lesson in one beat', ({ beat }) => [beat(0, filmMs)], true),
    forgery('a duration as long as the lesson, by the page’s clock', ({ beat }) => [
      beat(0, filmMs, { lastedMs: filmMs }),
    ]),
    forgery('the position at the end', ({ beat }) => [beat(filmMs - 1000, filmMs)], true),
    forgery('95 % of the position and no more', ({ beat }) => [beat(0.94 * filmMs, 0.95 * filmMs)]),
    forgery('a map of every second, in one request', ({ beat }) =>
      Array.from({ length: 20 }, (_, i) => beat(i * 3000, (i + 1) * 3000)),
    ),
    forgery('a second at a time, as fast as it goes', ({ beat }) =>
      Array.from({ length: 60 }, (_, i) => beat(i * 1000, (i + 1) * 1000)),
    ),
    forgery('an interval without a limit', ({ beat }) => [beat(0, 86_400_000)]),
    forgery('start and stop of half a minute, nothing between', ({ beat }) => [
      beat(0, 0, { playing: false, lastedMs: 30_000 }),
      beat(0, filmMs, { lastedMs: 30_000 }),
    ]),
    foreignWords('progress of a lesson that exists nowhere', async (_stage, hand) => {
      const leaseId = '0198f000-0000-7000-8000-000000000000';
      const answer = await hand.send({
        ...hand.beat(0, 15_000),
        leaseId,
        lastedMs: 100_000_000 - 86_400_000,
      });
      return answer.results.map(({ creditedMs }) => (creditedMs > 0 ? 200 : 409));
    }),
    foreignWords('a length of the lesson that the page made up', async (_stage, hand) => [
      await posted(hand, beatsPath, {
        beats: [{ ...hand.beat(0, 1), durationSeconds: 1, position: 1, delta: 0 }],
      }),
    ]),
    foreignWords('a share of progress and a time spent', async (_stage, hand) => [
      await posted(hand, beatsPath, { progress_delta: 1, time_spent_delta: 100_000 }),
    ]),
    foreignWords('a call that says: ended', async (_stage, hand) => [
      await posted(hand, '/api/v1/study/ended', { leaseId: hand.lease.leaseId }),
      await posted(hand, `/api/v1/study/leases/${hand.lease.leaseId}/finish`, { completed: true }),
      await posted(hand, '/api/v1/hour/record', { duration: filmMs / 1000 }),
      await posted(hand, '/course/api/user/study/progress', { currentDuration: filmMs / 1000 }),
    ]),
    foreignWords('a batch of completed blocks', async (_stage, hand) => [
      await posted(hand, '/api/completion/v1/completion-batch', { blocks: { [hand.lease.lessonId]: 1.0 } }),
    ]),
    foreignWords('marking the lesson done', async (_stage, hand) => [
      (await hand.http.send('PUT', `/api/v1/me/record/${hand.lease.lessonId}`, { body: { state: 'done' } }))
        .status,
      (await hand.http.send('PATCH', '/api/v1/me/record', { body: { creditedMs: filmMs } })).status,
    ]),
    {
      name: 'a text that is done when its first part is shown',
      async play(stage) {
        const learner = await stage.learner('texts');
        const hand = await open(learner, 'texts', 0, { blocks: 0 });
        const beats = [hand.beat(0, 600_000)];
        await hand.send(...beats);
        return { learners: [learner], claimedMs: claimOf(beats), dueMs: 0 };
      },
    },
  ],
};
