import { catalogRoutes } from '@minjiang/shared/catalog';
import { classesRoutes } from '@minjiang/shared/classes';
import { identityRoutes } from '@minjiang/shared/identity';
import { newId } from '@minjiang/shared/kernel';
import { learningRoutes } from '@minjiang/shared/learning';
import { enrol } from '../../support/commands/classes.ts';
import { password } from '../../support/founders.ts';
import { visit, type Http } from '../../support/http.ts';
import { somebody } from '../../support/people.ts';
import type { Section } from '../play.ts';
import { claimOf, inBeats, open } from '../studying.ts';
import { capMs } from '../stage.ts';

const minute = 60_000;

/** @throws when any of the answers is a good one */
function expectRefused(answers: readonly { readonly status: number }[]): void {
  const good = answers.filter(({ status }) => status < 400);
  if (good.length > 0) throw new Error(`${good.length} of ${answers.length} requests were accepted`);
}

const noPassword = (origin: string, account: string): Promise<{ status: number }> =>
  visit(origin).call(identityRoutes.signIn, { body: { account, password } });

export const institution: Section = {
  name: 'the institution as adversary',
  attacks: [
    {
      name: 'a roster that nobody activated: the institution signs in for it',
      small: true,
      async play(stage) {
        const { classId } = stage.classes.texts;
        const people = [somebody(), somebody(), somebody()];
        for (const person of people) await enrol(stage.institution, classId, person);
        const tried: { status: number }[] = [];
        for (const person of people) {
          tried.push(await noPassword(stage.first.origin, person.phone));
          tried.push(await noPassword(stage.first.origin, person.idNumber));
        }
        expectRefused(tried);
        return { learners: [], claimedMs: 3 * minute, dueMs: 0 };
      },
    },
    {
      name: 'the institution studies in a learner’s name with its own session',
      async play(stage) {
        const learner = await stage.learner('texts');
        const { enrolmentId, lessonIds } = learner.in('texts');
        const body = {
          enrolmentId,
          lessonId: lessonIds[0]!,
          client: { kind: 'web' as const, pageId: newId() },
        };
        const hand = await open(learner, 'texts');
        await stage.clock.pass(15_000);
        expectRefused([
          await stage.institution.call(learningRoutes.openLease, { body }),
          await stage.institution.call(learningRoutes.recordBeats, {
            body: { beats: [hand.beat(0, 15_000)] },
          }),
        ]);
        return { learners: [learner], claimedMs: 15_000, dueMs: 0 };
      },
    },
    {
      name: 'a second activation code for a learner who has his password',
      async play(stage) {
        const learner = await stage.learner('texts');
        const { classId } = stage.classes.texts;
        const params = { classId, enrolmentId: learner.in('texts').enrolmentId };
        const body = { channel: 'slip' as const };
        expectRefused([await stage.institution.call(classesRoutes.issueActivationCode, { params, body })]);
        return { learners: [learner], claimedMs: 0, dueMs: 0 };
      },
    },
    {
      name: 'looser rules published after the class was opened',
      small: true,
      async play(stage) {
        await stage.clock.passTo(9 * 60 * minute);
        await loosen(stage.institution, stage.classes.capped.classId);
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
      name: 'dates of an opened class changed, the class opened once more',
      async play(stage) {
        const params = { classId: stage.classes.texts.classId };
        const body = { name: 'texts', opensOn: '2020-01-01', closesOn: '2030-01-01' };
        expectRefused([
          await stage.institution.call(classesRoutes.changeClass, { params, body }),
          await stage.institution.call(classesRoutes.openClass, { params }),
        ]);
        return { learners: [], claimedMs: 0, dueMs: 0 };
      },
    },
    {
      name: 'hours written by hand: every route of the institution that touches a record',
      async play(stage) {
        const learner = await stage.learner('texts');
        const { enrolmentId } = learner.in('texts');
        const { classId } = stage.classes.texts;
        const record = `/api/v1/classes/${classId}/enrolments/${enrolmentId}/record`;
        const hours = { creditedMs: 36_000_000, state: 'done' };
        const answers = [];
        for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
          answers.push(await stage.institution.send(method, record, { body: hours }));
        answers.push(await stage.institution.send('GET', '/api/v1/cases'));
        answers.push(
          await stage.institution.send('POST', `/api/v1/cases/${newId()}/proposal`, { body: hours }),
        );
        expectRefused(answers);
        return { learners: [learner], claimedMs: 36_000_000, dueMs: 0 };
      },
    },
    {
      name: 'a suspended learner goes on',
      async play(stage) {
        const learner = await stage.learner('texts');
        const hand = await open(learner, 'texts');
        const params = { classId: stage.classes.texts.classId, enrolmentId: learner.in('texts').enrolmentId };
        await stage.institution.call(classesRoutes.changeEnrolment, { params, body: { state: 'suspended' } });
        await stage.clock.pass(15_000);
        await hand.send(hand.beat(0, 15_000));
        const again = await open(learner, 'texts').catch(() => null);
        if (again) throw new Error('a suspended learner was given a lease');
        return { learners: [learner], claimedMs: 15_000, dueMs: 0 };
      },
    },
  ],
};

/** Publishes the programme of a class anew, with a cap of a whole day. */
async function loosen(staff: Http, classId: string): Promise<void> {
  const { trainingClass } = (await staff.call(classesRoutes.getClass, { params: { classId } })).body;
  const params = { programmeId: trainingClass.programmeId };
  const { programme } = (await staff.call(catalogRoutes.getProgramme, { params })).body;
  const { revision, name, courses, rules } = programme;
  const looser = { ...rules, dailyCapMs: 86_400_000, seekForwardOnFirstViewing: true };
  const body = { revision, name, courses, rules: looser };
  const saved = (await staff.call(catalogRoutes.saveDraft, { params, body })).body.programme;
  const published = await staff.call(catalogRoutes.publish, { params, body: { revision: saved.revision } });
  if (published.status !== 201) throw new Error(`publishing was answered ${published.status}`);
}
