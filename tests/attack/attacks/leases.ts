import { identityRoutes } from '@minjiang/shared/identity';
import { newId } from '@minjiang/shared/kernel';
import { learningRoutes } from '@minjiang/shared/learning';
import { signIn } from '../../support/commands/signing-in.ts';
import { listen } from '../../support/commands/listening.ts';
import type { Section } from '../play.ts';
import { claimOf, handOf, inBeats, open } from '../studying.ts';

const step = 15_000;

export const leases: Section = {
  name: 'one right to earn',
  attacks: [
    {
      name: 'ten lessons side by side',
      small: true,
      async play(stage) {
        const learner = await stage.learner('texts');
        const from = await stage.clock.now();
        const hands = [];
        for (let i = 0; i < 10; i++) hands.push(await open(learner, 'texts', i % 2));
        await stage.clock.pass(step);
        const beats = await Promise.all(hands.map((hand) => hand.send(hand.beat(0, step))));
        const dueMs = Math.ceil((await stage.clock.now()) - from);
        return { learners: [learner], claimedMs: beats.length * step, dueMs };
      },
    },
    {
      name: 'two devices, each signed in for itself',
      async play(stage) {
        const learner = await stage.learner('texts');
        const other = await signIn(stage.second.origin, learner.person.phone);
        const from = await stage.clock.now();
        const there = await open(learner, 'texts', 0, { http: other });
        const here = await open(learner, 'texts', 1).catch(() => null);
        await stage.clock.pass(step);
        await there.send(there.beat(0, step)).catch(() => null);
        if (here) await here.send(here.beat(0, step));
        const dueMs = Math.ceil((await stage.clock.now()) - from);
        return { learners: [{ ...learner, http: other }], claimedMs: 2 * step, dueMs };
      },
    },
    {
      name: 'two hundred beats at once through two processes',
      small: true,
      async play(stage) {
        const learner = await stage.learner('texts');
        const from = await stage.clock.now();
        const hand = await open(learner, 'texts');
        await stage.clock.pass(step);
        const hands = [hand, handOf(learner.http.at(stage.second.origin), hand.lease)];
        const beats = Array.from({ length: 200 }, (_, i) => hand.beat(0, step, { seq: i < 100 ? 1 : i }));
        await Promise.all(beats.map((beat, i) => hands[i % 2]!.send(beat)));
        const dueMs = Math.ceil((await stage.clock.now()) - from);
        return { learners: [learner], claimedMs: claimOf(beats), dueMs };
      },
    },
    {
      name: 'a captured beat, fifty times again, where a lesson may be studied twice',
      small: true,
      async play(stage) {
        const learner = await stage.learner('repeating');
        const hand = await open(learner, 'repeating');
        const beat = hand.beat(0, step);
        for (let i = 0; i < 50; i++) {
          await stage.clock.pass(i < 4 ? step : 0);
          await hand.send(beat);
        }
        return { learners: [learner], claimedMs: 50 * step, dueMs: step };
      },
    },
    {
      name: 'edited sequence: the same stretch under ever higher numbers',
      async play(stage) {
        const learner = await stage.learner('texts');
        const hand = await open(learner, 'texts');
        for (let i = 0; i < 10; i++) {
          await stage.clock.pass(step);
          await hand.send(hand.beat(0, step, { seq: (i + 1) * 1000 }));
        }
        return { learners: [learner], claimedMs: 10 * step, dueMs: step };
      },
    },
    {
      name: 'beats in the wrong order',
      async play(stage) {
        const learner = await stage.learner('texts');
        const from = await stage.clock.now();
        const hand = await open(learner, 'texts');
        const beats = inBeats(hand, 0, 60_000);
        await stage.clock.pass(30_000);
        await hand.send(...beats.toReversed());
        await hand.send(...beats);
        const dueMs = Math.ceil((await stage.clock.now()) - from);
        return { learners: [learner], claimedMs: 2 * claimOf(beats), dueMs };
      },
    },
    {
      name: 'somebody else’s lease',
      async play(stage) {
        const [owner, thief] = [await stage.learner('texts'), await stage.learner('texts')];
        const hand = await open(owner, 'texts');
        await stage.clock.pass(step);
        const stolen = handOf(thief.http, hand.lease);
        await stolen.send(stolen.beat(0, step));
        return { learners: [owner, thief], claimedMs: step, dueMs: 0 };
      },
    },
    {
      name: 'an epoch that was, and one that will be',
      async play(stage) {
        const learner = await stage.learner('texts');
        const old = await open(learner, 'texts');
        const { lease } = await open(learner, 'texts');
        await stage.clock.pass(step);
        const next = handOf(learner.http, { ...lease, epoch: lease.epoch + 1 });
        await old.send(old.beat(0, step));
        await next.send(next.beat(0, step));
        return { learners: [learner], claimedMs: 2 * step, dueMs: 0 };
      },
    },
    {
      name: 'signed out, and on through the open socket',
      small: true,
      async play(stage) {
        const learner = await stage.learner('texts');
        const hand = await open(learner, 'texts');
        const socket = await listen(learner.http);
        await learner.http.call(identityRoutes.signOut);
        await stage.clock.pass(step);
        const answer = await socket.ask('study:beats', { beats: [hand.beat(0, step)] }).catch(() => null);
        socket.close();
        if (answer !== null && typeof answer === 'object' && 'results' in answer)
          throw new Error('the socket was answered as if nothing had happened');
        const http = await signIn(stage.first.origin, learner.person.phone);
        return { learners: [{ ...learner, http }], claimedMs: step, dueMs: 0 };
      },
    },
    {
      name: 'signed in elsewhere, and on with the old session’s socket and requests',
      async play(stage) {
        const learner = await stage.learner('texts');
        const hand = await open(learner, 'texts');
        const socket = await listen(learner.http);
        const http = await signIn(stage.second.origin, learner.person.phone);
        await stage.clock.pass(step);
        await socket.ask('study:beats', { beats: [hand.beat(0, step)] }).catch(() => null);
        await hand.send(hand.beat(0, step)).catch(() => null);
        socket.close();
        return { learners: [{ ...learner, http }], claimedMs: 2 * step, dueMs: 0 };
      },
    },
    {
      name: 'lease churn: the same wall time under twenty leases',
      async play(stage) {
        const learner = await stage.learner('texts');
        const from = await stage.clock.now();
        await open(learner, 'texts');
        await stage.clock.pass(step);
        for (let i = 0; i < 20; i++) {
          const hand = await open(learner, 'texts', i % 2);
          await hand.send(hand.beat(Math.floor(i / 2) * step, (Math.floor(i / 2) + 1) * step));
        }
        const dueMs = Math.ceil((await stage.clock.now()) - from - step);
        return { learners: [learner], claimedMs: 20 * step, dueMs };
      },
    },
    {
      name: 'twenty leases asked for at once through two processes',
      async play(stage) {
        const learner = await stage.learner('texts');
        const from = await stage.clock.now();
        const https = [learner.http, learner.http.at(stage.second.origin)];
        const hands = await Promise.all(
          Array.from({ length: 20 }, (_, i) =>
            open(learner, 'texts', i % 2, { http: https[i % 2]!, blocks: 1 }).catch(() => null),
          ),
        );
        await stage.clock.pass(step);
        const held = hands.filter((hand) => hand !== null);
        await Promise.all(held.map((hand) => hand.send(hand.beat(0, step))));
        const dueMs = Math.ceil((await stage.clock.now()) - from);
        return { learners: [learner], claimedMs: 20 * step, dueMs };
      },
    },
    {
      name: 'a second page where the programme refuses one',
      async play(stage) {
        const learner = await stage.learner('refusing');
        const { enrolmentId, lessonIds } = learner.in('refusing');
        const from = await stage.clock.now();
        const hand = await open(learner, 'refusing');
        const client = { kind: 'web' as const, pageId: newId() };
        const asked = { enrolmentId, lessonId: lessonIds[1]!, client };
        const second = await learner.http.call(learningRoutes.openLease, { body: asked });
        if (second.problem?.code !== 'lease-held') throw new Error('the second page was let in');
        await stage.clock.pass(step);
        await hand.send(hand.beat(0, step));
        const dueMs = Math.ceil((await stage.clock.now()) - from);
        return { learners: [learner], claimedMs: 2 * step, dueMs };
      },
    },
  ],
};
