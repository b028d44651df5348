import type { Section } from '../play.ts';
import { claimOf, inBeats, open } from '../studying.ts';

const step = 15_000;

export const attention: Section = {
  name: 'in the foreground, in order, once',
  attacks: [
    {
      name: 'a hidden page that says so',
      small: true,
      async play(stage) {
        const learner = await stage.learner('texts');
        const hand = await open(learner, 'texts');
        await stage.clock.pass(step);
        await hand.send(hand.beat(0, step, { foreground: false }));
        return { learners: [learner], claimedMs: step, dueMs: 0 };
      },
    },
    {
      name: 'a paused film that says so',
      async play(stage) {
        const learner = await stage.learner('texts');
        const hand = await open(learner, 'texts');
        await stage.clock.pass(step);
        await hand.send(hand.beat(0, step, { playing: false }));
        return { learners: [learner], claimedMs: step, dueMs: 0 };
      },
    },
    {
      name: 'hidden for a while, and that while claimed again as seen',
      async play(stage) {
        const learner = await stage.learner('texts');
        const hand = await open(learner, 'texts');
        await stage.clock.pass(step);
        await hand.send(hand.beat(0, step, { foreground: false }));
        const from = await stage.clock.now();
        await hand.send(hand.beat(0, step));
        const dueMs = Math.ceil((await stage.clock.now()) - from) + 1500;
        return { learners: [learner], claimedMs: 2 * step, dueMs };
      },
    },
    {
      name: 'skipping ahead at first viewing',
      async play(stage) {
        const learner = await stage.learner('texts');
        const hand = await open(learner, 'texts');
        const beats = [hand.beat(300_000, 315_000), hand.beat(585_000, 600_000)];
        for (const beat of beats) {
          await stage.clock.pass(step);
          await hand.send(beat);
        }
        return { learners: [learner], claimedMs: claimOf(beats), dueMs: 0 };
      },
    },
    {
      name: 'creeping ahead: each beat a second beyond the last',
      async play(stage) {
        const learner = await stage.learner('texts');
        const from = await stage.clock.now();
        const hand = await open(learner, 'texts');
        const beats = Array.from({ length: 20 }, (_, i) => hand.beat(i * 2000, i * 2000 + 1000));
        for (const beat of beats) {
          await stage.clock.pass(1000);
          await hand.send(beat);
        }
        const dueMs = Math.min(claimOf(beats), Math.ceil((await stage.clock.now()) - from));
        return { learners: [learner], claimedMs: claimOf(beats), dueMs };
      },
    },
    {
      name: 'the same minute of a text, five times',
      small: true,
      async play(stage) {
        const learner = await stage.learner('texts');
        const hand = await open(learner, 'texts');
        for (let i = 0; i < 5; i++) {
          for (const beat of inBeats(hand, 0, 60_000)) {
            await stage.clock.pass(step);
            await hand.send(beat);
          }
        }
        return { learners: [learner], claimedMs: 300_000, dueMs: 60_000 };
      },
    },
    {
      name: 'all parts of a text fetched, and read at once',
      async play(stage) {
        const learner = await stage.learner('texts');
        const from = await stage.clock.now();
        const hand = await open(learner, 'texts');
        const beats = inBeats(hand, 0, 600_000);
        for (let at = 0; at < beats.length; at += 20) await hand.send(...beats.slice(at, at + 20));
        const dueMs = Math.ceil((await stage.clock.now()) - from);
        return { learners: [learner], claimedMs: claimOf(beats), dueMs };
      },
    },
    {
      name: 'one part of a text fetched, all of it claimed',
      async play(stage) {
        const learner = await stage.learner('texts');
        const hand = await open(learner, 'texts', 0, { blocks: 1 });
        const beats = inBeats(hand, 0, 240_000);
        for (const beat of beats) {
          await stage.clock.pass(step);
          await hand.send(beat);
        }
        return { learners: [learner], claimedMs: claimOf(beats), dueMs: 120_000 };
      },
    },
  ],
};
