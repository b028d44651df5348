import { integrityRoutes, type OpenCheck, type Standing } from '@minjiang/shared/integrity';
import { identityRoutes } from '@minjiang/shared/identity';
import { newId } from '@minjiang/shared/kernel';
import { learningRoutes } from '@minjiang/shared/learning';
import { signIn } from '../../support/commands/signing-in.ts';
import { visit, type Http } from '../../support/http.ts';
import type { Attack, Attempt, Section } from '../play.ts';
import type { AttackLearner, AttackStage } from '../stage.ts';
import { open, type Hand } from '../studying.ts';

const step = 15_000;
const minute = 60_000;

/** Studies honestly until the gate closes. @returns milliseconds studied and the lease */
async function untilTheCheck(stage: AttackStage, hand: Hand): Promise<number> {
  for (let at = 0; at < hand.lease.durationMs; at += step) {
    await stage.clock.pass(step);
    const answer = await hand.send(hand.beat(at, at + step));
    if (answer.gate !== 'open') return at + step;
  }
  throw new Error('no check came');
}

const standingOf = async (http: Http, learner: AttackLearner): Promise<Standing> => {
  const params = { enrolmentId: learner.in('checked').enrolmentId };
  return (await http.call(integrityRoutes.myStanding, { params })).body;
};

async function openCheckOf(http: Http, learner: AttackLearner): Promise<OpenCheck> {
  const { check } = await standingOf(http, learner);
  if (!check) throw new Error('no check waits');
  return check;
}

const rightChoice = ({ question }: OpenCheck) =>
  question!.options.findIndex((option) => option.startsWith('right'));

/** @param triesLeft binds the answer to the question that was shown */
const answerWith = (http: Http, checkId: string, choice: number, triesLeft?: number) =>
  http.call(integrityRoutes.answerCheck, {
    params: { checkId },
    body: { kind: 'question', choice, ...(triesLeft === undefined ? {} : { triesLeft }) },
  });

/** Goes on claiming: so many beats of 15 s in the foreground. */
async function claimOn(stage: AttackStage, hand: Hand, fromMs: number, beats = 4): Promise<number> {
  for (let i = 0; i < beats; i++) {
    await stage.clock.pass(step);
    await hand.send(hand.beat(fromMs + i * step, fromMs + (i + 1) * step)).catch(() => null);
  }
  return beats * step;
}

/** Studies to a check, dodges it in some way, and claims on; the check waits all the while and is then over. */
const dodge = (
  name: string,
  how: (
    stage: AttackStage,
    learner: AttackLearner,
    hand: Hand,
    at: number,
  ) => Promise<Partial<Attempt> | void>,
  small?: true,
): Attack => ({
  name,
  ...(small ? { small } : {}),
  async play(stage) {
    const learner = await stage.learner('checked', 'texts');
    const from = await stage.clock.now();
    const hand = await open(learner, 'checked');
    const at = await untilTheCheck(stage, hand);
    // A little more than was claimed until then: it had passed, too.
    const dueMs = Math.ceil((await stage.clock.now()) - from);
    const more = await how(stage, learner, hand, at);
    return { learners: [learner], claimedMs: at + 4 * step, dueMs, ...more };
  },
});

export const checks: Section = {
  name: 'checks during study',
  attacks: [
    {
      name: 'honest: studies, answers, studies on',
      honest: true,
      small: true,
      async play(stage) {
        const learner = await stage.learner('checked');
        const hand = await open(learner, 'checked');
        const at = await untilTheCheck(stage, hand);
        const check = await openCheckOf(learner.http, learner);
        const { outcome } = (await answerWith(learner.http, check.checkId, rightChoice(check))).body;
        if (outcome !== 'passed') throw new Error(`the right answer was ${outcome}`);
        await claimOn(stage, hand, at, 2);
        return { learners: [learner], claimedMs: at + 2 * step, dueMs: at + 2 * step };
      },
    },
    dodge(
      'lease churn round a check: new leases of the same lesson and of another',
      async (stage, learner, _hand, at) => {
        for (const lesson of [0, 1, 0]) {
          const again = await open(learner, 'checked', lesson);
          await claimOn(stage, again, lesson === 0 ? at : 0, 1);
        }
      },
      true,
    ),
    dodge('the lease deleted and opened anew', async (stage, learner, { lease }, at) => {
      const given = { params: { leaseId: lease.leaseId }, query: { epoch: lease.epoch } };
      await learner.http.call(learningRoutes.closeLease, given);
      await claimOn(stage, await open(learner, 'checked'), at, 3);
    }),
    dodge('signed out and in again while the check waits', async (stage, learner, _hand, at) => {
      await learner.http.call(identityRoutes.signOut);
      const http = await signIn(stage.first.origin, learner.person.phone);
      await claimOn(stage, await open(learner, 'checked', 0, { http }), at, 3);
      return { learners: [{ ...learner, http }] };
    }),
    dodge('beats kept back, sent as if they had been before the check', async (stage, _learner, hand, at) => {
      const beats = [0, 1, 2, 3].map((i) => hand.beat(at + i * step, at + (i + 1) * step));
      await stage.clock.pass(minute);
      await hand.send(...beats);
    }),
    {
      name: 'left alone: the deadline passes and nothing since the last passed check stays credited',
      small: true,
      async play(stage) {
        const learner = await stage.learner('checked');
        const hand = await open(learner, 'checked');
        const at = await untilTheCheck(stage, hand);
        await stage.clock.pass(2 * minute);
        const { gate } = await standingOf(learner.http, learner);
        if (gate !== 'check-missed') throw new Error(`the gate says ${gate}`);
        const claimed = await claimOn(stage, hand, at);
        return { learners: [learner], claimedMs: at + claimed, dueMs: 0 };
      },
    },
    {
      name: 'every answer tried: each try is another question, and then it is missed',
      async play(stage) {
        const learner = await stage.learner('checked');
        const hand = await open(learner, 'checked');
        const at = await untilTheCheck(stage, hand);
        const asked = new Set<string>();
        for (let tries = 0; tries < 6; tries++) {
          const { check } = await standingOf(learner.http, learner);
          if (!check) break;
          if (asked.has(check.question!.text)) throw new Error('a question was asked twice in one check');
          asked.add(check.question!.text);
          await answerWith(learner.http, check.checkId, (rightChoice(check) + 1) % 4);
        }
        const claimed = await claimOn(stage, hand, at);
        return { learners: [learner], claimedMs: at + claimed, dueMs: 0 };
      },
    },
    {
      name: 'all answers of one question at once through two processes',
      async play(stage) {
        const learner = await stage.learner('checked');
        const hand = await open(learner, 'checked');
        const at = await untilTheCheck(stage, hand);
        const check = await openCheckOf(learner.http, learner);
        const wrong = [0, 1, 2, 3].filter((choice) => choice !== rightChoice(check));
        const https = [learner.http, learner.http.at(stage.second.origin)];
        const answers = await Promise.all(
          Array.from({ length: 12 }, (_, i) =>
            answerWith(https[i % 2]!, check.checkId, wrong[i % 3]!, check.triesLeft),
          ),
        );
        if (answers.some((answer) => answer.status === 200 && answer.body.outcome === 'passed'))
          throw new Error('a wrong answer passed');
        await stage.clock.pass(2 * minute);
        await standingOf(learner.http, learner);
        const claimed = await claimOn(stage, hand, at);
        return { learners: [learner], claimedMs: at + claimed, dueMs: 0 };
      },
    },
    dodge(
      'a forged answer: another account’s check, an invented check, fields that say passed',
      async (stage, learner, hand, at) => {
        const check = await openCheckOf(learner.http, learner);
        const thief = await stage.learner('checked');
        const path = `/api/v1/study/checks/${check.checkId}/answer`;
        const forged = [
          await answerWith(thief.http, check.checkId, rightChoice(check)),
          await answerWith(learner.http, newId(), 0),
          await learner.http.send('POST', path, { body: { kind: 'question', choice: 9, passed: true } }),
          await learner.http.send('POST', path, { body: { kind: 'message-code', code: '000000' } }),
          await visit(stage.first.origin).call(integrityRoutes.answerCheck, {
            params: { checkId: check.checkId },
            body: { kind: 'question', choice: rightChoice(check) },
          }),
        ];
        const good = forged.filter(
          (answer) => answer.status === 200 && JSON.stringify(answer.body).includes('"passed"'),
        );
        if (good.length > 0) throw new Error('a forged answer passed');
        await claimOn(stage, hand, at, 3);
      },
    ),
    {
      name: 'the right answer after the deadline',
      async play(stage) {
        const learner = await stage.learner('checked');
        const hand = await open(learner, 'checked');
        const at = await untilTheCheck(stage, hand);
        const check = await openCheckOf(learner.http, learner);
        await stage.clock.pass(2 * minute);
        const late = await answerWith(learner.http, check.checkId, rightChoice(check));
        if (late.status === 200 && late.body.outcome === 'passed') throw new Error('a late answer passed');
        const claimed = await claimOn(stage, hand, at);
        return { learners: [learner], claimedMs: at + claimed, dueMs: 0 };
      },
    },
    {
      name: 'honest: a missed stretch made up for, with a check again',
      honest: true,
      async play(stage) {
        const learner = await stage.learner('checked');
        const hand = await open(learner, 'checked');
        await untilTheCheck(stage, hand);
        await stage.clock.pass(2 * minute);
        await standingOf(learner.http, learner);
        const params = { enrolmentId: learner.in('checked').enrolmentId };
        await learner.http.call(integrityRoutes.askForCheck, { params });
        const check = await openCheckOf(learner.http, learner);
        await answerWith(learner.http, check.checkId, rightChoice(check));
        const again = await open(learner, 'checked');
        const claimed = await claimOn(stage, again, 0, 3);
        return { learners: [learner], claimedMs: claimed, dueMs: claimed };
      },
    },
  ],
};
