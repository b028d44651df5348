import { capMs } from '../stage.ts';
import type { Attack, Section } from '../play.ts';
import { claimOf, inBeats, open } from '../studying.ts';

const minute = 60_000;

const honestMinute: Attack = {
  name: 'honest: a minute of a text, beat by beat',
  honest: true,
  small: true,
  async play(stage) {
    const learner = await stage.learner('texts');
    const hand = await open(learner, 'texts');
    const beats = inBeats(hand, 0, minute);
    for (const beat of beats) {
      await stage.clock.pass(15_000);
      await hand.send(beat);
    }
    return { learners: [learner], claimedMs: claimOf(beats), dueMs: minute };
  },
};

/** Claims more media than the clock has passed, in this many beats of 15 s, each after so much time. */
const rushed = (name: string, count: number, eachMs: number, small?: true): Attack => ({
  name,
  ...(small ? { small } : {}),
  async play(stage) {
    const learner = await stage.learner('texts');
    const from = await stage.clock.now();
    const hand = await open(learner, 'texts');
    const beats = inBeats(hand, 0, count * 15_000);
    for (const beat of beats) {
      await stage.clock.pass(eachMs);
      await hand.send(beat);
    }
    const dueMs = Math.ceil((await stage.clock.now()) - from);
    return { learners: [learner], claimedMs: claimOf(beats), dueMs };
  },
});

/** Plays at a speed that the programme does not allow. */
const atRate = (rate: number): Attack => ({
  name: `speed ${rate}`,
  async play(stage) {
    const learner = await stage.learner('texts');
    const hand = await open(learner, 'texts');
    const beats = [0, 1, 2].map((i) => hand.beat(i * 15_000 * rate, (i + 1) * 15_000 * rate, { rate }));
    for (const beat of beats) {
      await stage.clock.pass(15_000);
      await hand.send(beat);
    }
    return { learners: [learner], claimedMs: claimOf(beats), dueMs: 0 };
  },
});

export const clock: Section = {
  name: 'the clock',
  attacks: [
    honestMinute,
    rushed('fast loop: forty beats without a pause', 40, 0, true),
    rushed('three times as fast as the clock', 20, 5000),
    atRate(2),
    atRate(16),
    atRate(0.25),
    {
      name: 'a slow speed named, full speed claimed',
      async play(stage) {
        const learner = await stage.learner('texts');
        const from = await stage.clock.now();
        const hand = await open(learner, 'texts');
        const beats = [0, 1, 2, 3].map((i) =>
          hand.beat(i * minute, (i + 1) * minute, { rate: 0.5, lastedMs: 100 }),
        );
        for (const beat of beats) {
          await stage.clock.pass(5000);
          await hand.send(beat);
        }
        const dueMs = Math.ceil((await stage.clock.now()) - from);
        return { learners: [learner], claimedMs: claimOf(beats), dueMs };
      },
    },
    {
      name: 'the page’s clock jumps a day forward',
      async play(stage) {
        const learner = await stage.learner('texts');
        const from = await stage.clock.now();
        const hand = await open(learner, 'texts');
        await stage.clock.pass(5000);
        const beats = [hand.beat(0, 500_000, { lastedMs: 86_000_000 })];
        await hand.send(...beats);
        const dueMs = Math.ceil((await stage.clock.now()) - from);
        return { learners: [learner], claimedMs: claimOf(beats), dueMs };
      },
    },
    {
      name: 'the server’s clock jumps an hour back: the same minute is not earned again',
      async play(stage) {
        const learner = await stage.learner('texts');
        const hand = await open(learner, 'texts');
        await stage.clock.pass(minute);
        await hand.send(...inBeats(hand, 0, minute));
        await stage.clock.pass(-60 * minute);
        const after = inBeats(hand, minute, 3 * minute);
        for (const beat of after) {
          await stage.clock.pass(15_000);
          await hand.send(beat);
        }
        await stage.clock.pass(60 * minute);
        return { learners: [learner], claimedMs: 3 * minute, dueMs: minute + 1500 };
      },
    },
    {
      name: 'the server’s clock jumps an hour forward: no more than a bridged gap',
      async play(stage) {
        const learner = await stage.learner('texts');
        const hand = await open(learner, 'texts');
        await stage.clock.pass(60 * minute);
        const beats = inBeats(hand, 0, 10 * minute);
        for (let at = 0; at < beats.length; at += 20) await hand.send(...beats.slice(at, at + 20));
        return { learners: [learner], claimedMs: claimOf(beats), dueMs: hand.lease.rules.maxGapMs + 1500 };
      },
    },
    {
      name: 'ten minutes kept back and sent at once',
      async play(stage) {
        const learner = await stage.learner('texts');
        const hand = await open(learner, 'texts');
        const beats = inBeats(hand, 0, 5 * minute);
        await stage.clock.pass(10 * minute);
        await hand.send(...beats);
        return { learners: [learner], claimedMs: claimOf(beats), dueMs: hand.lease.rules.maxGapMs + 1500 };
      },
    },
    {
      name: 'honest: a cut shorter than the longest gap loses nothing',
      honest: true,
      small: true,
      async play(stage) {
        const learner = await stage.learner('texts');
        const hand = await open(learner, 'texts');
        const kept = inBeats(hand, 0, 45_000);
        await stage.clock.pass(45_000);
        await hand.send(...kept);
        return { learners: [learner], claimedMs: 45_000, dueMs: 45_000 };
      },
    },
    {
      name: 'late again and again: beyond five minutes a day nothing late is credited',
      async play(stage) {
        const learner = await stage.learner('texts');
        const hand = await open(learner, 'texts');
        let claimedMs = 0;
        // Nine minutes in bursts of 27 s, each sent when it is more than half a minute old.
        for (let at = 0; at < 540_000; at += 27_000) {
          await stage.clock.pass(58_500);
          const beats = [hand.beat(at, at + 15_000), hand.beat(at + 15_000, at + 27_000)];
          claimedMs += claimOf(beats);
          await hand.send(...beats);
        }
        return { learners: [learner], claimedMs, dueMs: 300_000 };
      },
    },
    {
      name: 'midnight: both days claim the same seconds',
      async play(stage) {
        await stage.clock.passTo(86_400_000 - 30_000);
        const learner = await stage.learner('texts');
        const from = await stage.clock.now();
        const hand = await open(learner, 'texts');
        const beats = inBeats(hand, 0, 2 * minute);
        await stage.clock.pass(minute);
        await hand.send(...beats.slice(0, 4));
        await hand.send(...beats.slice(4));
        const dueMs = Math.ceil((await stage.clock.now()) - from);
        return { learners: [learner], claimedMs: claimOf(beats), dueMs };
      },
    },
    {
      name: 'beyond the day’s cap',
      small: true,
      async play(stage) {
        await stage.clock.passTo(8 * 60 * minute);
        const learner = await stage.learner('capped');
        const hand = await open(learner, 'capped');
        const beats = inBeats(hand, 0, 3 * minute);
        for (const beat of beats) {
          await stage.clock.pass(15_000);
          await hand.send(beat);
        }
        return { learners: [learner], claimedMs: claimOf(beats), dueMs: capMs };
      },
    },
    {
      name: 'two programmes for two caps',
      async play(stage) {
        const learner = await stage.learner('capped', 'capped-too');
        let claimedMs = 0;
        for (const name of ['capped', 'capped-too'] as const) {
          const hand = await open(learner, name);
          const beats = inBeats(hand, 0, 2 * minute);
          claimedMs += claimOf(beats);
          for (const beat of beats) {
            await stage.clock.pass(15_000);
            await hand.send(beat);
          }
        }
        return { learners: [learner], claimedMs, dueMs: capMs };
      },
    },
    {
      name: 'outside the permitted hours',
      async play(stage) {
        const learner = await stage.learner('hours');
        await stage.clock.passTo(12 * 60 * minute);
        const hand = await open(learner, 'hours');
        const beats = inBeats(hand, 0, minute);
        for (const beat of beats) {
          await stage.clock.pass(15_000);
          await hand.send(beat);
        }
        return { learners: [learner], claimedMs: claimOf(beats), dueMs: 0 };
      },
    },
  ],
};
