import { contentRoutes } from '@minjiang/shared/content';
import { pathTo } from '@minjiang/shared/kernel';
import type { Beat, MediaProof } from '@minjiang/shared/learning';
import { prove } from '../../support/commands/proving.ts';
import { loadMedia, type LoadedSegment } from '../../support/commands/watching.ts';
import type { Attack, Section } from '../play.ts';
import { filmMs, type AttackLearner, type AttackStage, type ClassName } from '../stage.ts';
import { open, type Hand, type Opening } from '../studying.ts';

const step = 15_000;

/** Opens a lesson without a film in hand: what each attack holds of it, it says itself. */
const bare = (learner: AttackLearner, name: ClassName, lesson = 0, more: Opening = {}) =>
  open(learner, name, lesson, { ...more, media: false });

interface Nonce {
  readonly nonce: string;
  readonly after: number;
}

/** Plays a film in beats of 15 s; `proofOf` makes what each beat proves. */
async function play(
  stage: AttackStage,
  hand: Hand,
  proofOf: (beat: Beat, by: Nonce) => MediaProof | undefined,
): Promise<void> {
  let by: Nonce = { nonce: hand.lease.nonce, after: 0 };
  for (let at = 0; at < filmMs; at += step) {
    await stage.clock.pass(step);
    const beat = hand.beat(at, Math.min(at + step, hand.lease.durationMs));
    const proof = proofOf(beat, by);
    const answer = await hand.send(proof ? { ...beat, proof } : beat);
    by = { nonce: answer.nonce, after: answer.nonceAfter };
  }
}

const media = async (hand: Hand): Promise<readonly LoadedSegment[]> =>
  (await loadMedia(hand.http, hand.lease.playback!.playlistUrl)).segments;

const lengthOf = (segments: readonly LoadedSegment[]) =>
  segments.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);

/** Every segment fetched, and something else than the proof of it sent: worth nothing. */
const worthless = (
  name: string,
  forge: (
    segments: readonly LoadedSegment[],
    beat: Beat,
    by: Nonce,
    sent: MediaProof[],
  ) => MediaProof | undefined,
): Attack => ({
  name,
  async play(stage) {
    const learner = await stage.learner('films');
    const hand = await bare(learner, 'films');
    // Fetched in another lesson with the same film, so that nothing was served under this lease.
    const segments = await media(await bare(await stage.learner('films'), 'films'));
    const sent: MediaProof[] = [];
    await play(stage, hand, (beat, by) => {
      const proof = forge(segments, beat, by, sent);
      if (proof) sent.push(proof);
      return proof;
    });
    return { learners: [learner], claimedMs: filmMs, dueMs: 0 };
  },
});

export const delivered: Section = {
  name: 'media that really reached the learner',
  attacks: [
    {
      name: 'honest: a film from beginning to end, proven segment by segment',
      honest: true,
      small: true,
      async play(stage) {
        const learner = await stage.learner('films');
        const hand = await bare(learner, 'films');
        const segments = await media(hand);
        await play(stage, hand, (beat, by) => prove(segments, beat, by));
        return { learners: [learner], claimedMs: filmMs, dueMs: hand.lease.durationMs };
      },
    },
    {
      name: 'perfect beats, nothing fetched',
      small: true,
      async play(stage) {
        const learner = await stage.learner('films');
        const hand = await bare(learner, 'films');
        await play(stage, hand, () => undefined);
        return { learners: [learner], claimedMs: filmMs, dueMs: 0 };
      },
    },
    {
      name: 'the key and the playlists fetched, no segment',
      small: true,
      async play(stage) {
        const learner = await stage.learner('films');
        const hand = await bare(learner, 'films');
        const { playlistUrl } = hand.lease.playback!;
        await hand.http.send('GET', playlistUrl);
        const { searchParams, pathname } = new URL(playlistUrl, 'http://any');
        const encodingId = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(pathname)![0];
        const key = pathTo(contentRoutes.encodingKey.path, { encodingId });
        const { bytes } = await hand.http.send('GET', `${key}?token=${searchParams.get('token')!}`);
        if (bytes.length !== 16) throw new Error('the key was not given to the holder of the lease');
        await play(stage, hand, () => undefined);
        return { learners: [learner], claimedMs: filmMs, dueMs: 0 };
      },
    },
    {
      name: 'the first half fetched: exactly its length',
      honest: true,
      async play(stage) {
        const learner = await stage.learner('films');
        const hand = await bare(learner, 'films');
        const segments = (await media(hand)).filter(({ toMs }) => toMs <= filmMs / 2);
        await play(stage, hand, (beat, by) => prove(segments, beat, by));
        return { learners: [learner], claimedMs: filmMs, dueMs: Math.ceil(lengthOf(segments)) };
      },
    },
    {
      name: 'every second segment fetched: no more than their length',
      small: true,
      async play(stage) {
        const learner = await stage.learner('films');
        const hand = await bare(learner, 'films');
        const segments = (await media(hand)).filter(({ segment }) => segment % 2 === 1);
        await play(stage, hand, (beat, by) => prove(segments, beat, by));
        return { learners: [learner], claimedMs: filmMs, dueMs: Math.ceil(lengthOf(segments)) };
      },
    },
    worthless('the proof of another stretch', (segments, beat, by) =>
      prove(
        segments,
        { ...beat, fromMs: (beat.fromMs + 30_000) % filmMs, toMs: ((beat.fromMs + 30_000) % filmMs) + step },
        by,
      ),
    ),
    worthless(
      'the first proof, replayed with every beat',
      (segments, beat, _by, sent) =>
        // Made for a beat that was never sent.
        sent[0] ?? prove(segments, { ...beat, seq: beat.seq + 1000 }, { nonce: 'captured', after: 0 }),
    ),
    worthless('proofs under the nonce of another lease', (segments, beat) =>
      prove(segments, beat, { nonce: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', after: beat.seq - 1 }),
    ),
    worthless('proofs for the number of another beat', (segments, beat, by) =>
      prove(segments, { ...beat, seq: beat.seq + 1 }, by),
    ),
    worthless('digests made up', (segments, beat, by) => {
      const proof = prove(segments, beat, by);
      return proof && { ...proof, digest: 'A'.repeat(22) };
    }),
    worthless('bytes of the right length, not of the film', (segments, beat, by) =>
      prove(
        segments.map((one) => ({ ...one, bytes: Buffer.alloc(one.bytes.length, 7) })),
        beat,
        by,
      ),
    ),
    worthless('every second segment held, the others named with it', (segments, beat, by) =>
      prove(
        segments.map((one) => (one.segment % 2 ? one : { ...one, bytes: Buffer.alloc(one.bytes.length) })),
        beat,
        by,
      ),
    ),
    worthless('the right digest, its list arranged otherwise', (segments, beat, by) => {
      const proof = prove(segments, beat, by);
      const single = proof?.segments.flatMap(({ rendition, first, count }) =>
        Array.from({ length: count }, (_, index) => ({ rendition, first: first + index, count: 1 })),
      );
      return proof && { ...proof, segments: single! };
    }),
    worthless('segments of one rendition under the name of another', (segments, beat, by) =>
      prove(
        segments.map((one) => ({ ...one, rendition: one.rendition === '180p' ? '240p' : '180p' })),
        beat,
        by,
      ),
    ),
    worthless('one segment held, its digest for the whole stretch', (segments, beat, by) => {
      const own = prove(segments.slice(0, 1), { fromMs: 0, toMs: 1, seq: beat.seq }, by)!;
      const first = Math.floor(beat.fromMs / 4000) + 1;
      return { ...own, segments: [{ rendition: segments[0]!.rendition, first, count: 4 }] };
    }),
    {
      name: 'the lease says that it cannot prove, and nothing is fetched',
      async play(stage) {
        const learner = await stage.learner('films');
        const hand = await bare(learner, 'films', 0, { proves: false });
        await play(stage, hand, () => undefined);
        return { learners: [learner], claimedMs: filmMs, dueMs: 0 };
      },
    },
    {
      name: 'the same film in two lessons of a class',
      small: true,
      async play(stage) {
        const learner = await stage.learner('films');
        let durationMs = 0;
        for (const lesson of [0, 2]) {
          const hand = await bare(learner, 'films', lesson);
          ({ durationMs } = hand.lease);
          const segments = await media(hand);
          await play(stage, hand, (beat, by) => prove(segments, beat, by));
        }
        return { learners: [learner], claimedMs: 2 * filmMs, dueMs: durationMs };
      },
    },
    {
      name: 'the same film in two programmes',
      async play(stage) {
        await stage.clock.passTo(8 * 3_600_000);
        const learner = await stage.learner('capped-too', 'films');
        const first = await bare(learner, 'capped-too', 2);
        const segments = await media(first);
        await play(stage, first, (beat, by) => prove(segments, beat, by));
        await stage.clock.passTo(8 * 3_600_000);
        const second = await bare(learner, 'films');
        const again = await media(second);
        await play(stage, second, (beat, by) => prove(again, beat, by));
        return { learners: [learner], claimedMs: 2 * filmMs, dueMs: second.lease.durationMs };
      },
    },
  ],
};
