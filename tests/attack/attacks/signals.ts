import { integrityRoutes, type SignalKind } from '@minjiang/shared/integrity';
import type { Section } from '../play.ts';
import type { AttackStage } from '../stage.ts';
import { inBeats, open } from '../studying.ts';

const step = 15_000;

/** @throws when no case with that signal waits for a person */
async function expectCase(stage: AttackStage, signal: SignalKind, enrolmentIds: readonly string[]) {
  const query = { state: 'open' as const, pageSize: 100 };
  const { items } = (await stage.operators.system.call(integrityRoutes.listCases, { query })).body;
  const found = items.find((one) => enrolmentIds.includes(one.enrolmentId) && one.signals.includes(signal));
  if (!found) throw new Error(`no case tells of ${signal}`);
}

/** Doubtful study that breaks no rule: it keeps its time, and a person is told of it. */
export const signals: Section = {
  name: 'signals: time is kept, a person decides',
  attacks: [
    {
      name: 'a roster that studies from one address',
      honest: true,
      async play(stage) {
        const learners = [];
        for (let i = 0; i < 6; i++) learners.push(await stage.learner('repeating'));
        const hands = await Promise.all(learners.map((learner) => open(learner, 'repeating')));
        await stage.clock.pass(step);
        for (const hand of hands) await hand.send(hand.beat(0, step));
        await stage.raiseSignals();
        const ids = learners.map((learner) => learner.in('repeating').enrolmentId);
        await expectCase(stage, 'roster-one-address', ids);
        return { learners, claimedMs: 6 * step, dueMs: 6 * step };
      },
    },
    {
      name: 'a program whose beats are equal to the millisecond',
      honest: true,
      async play(stage) {
        const learner = await stage.learner('repeating');
        const hand = await open(learner, 'repeating');
        const beats = inBeats(hand, 0, 30 * step);
        for (const beat of beats) {
          await stage.clock.pass(step);
          await hand.send(beat);
        }
        await stage.raiseSignals();
        await expectCase(stage, 'regular-cadence', [learner.in('repeating').enrolmentId]);
        return { learners: [learner], claimedMs: 30 * step, dueMs: 30 * step };
      },
    },
  ],
};
