import { classesRoutes, type RosterImport } from '@minjiang/shared/classes';
import { identityRoutes } from '@minjiang/shared/identity';
import { addDays, localDay } from '@minjiang/shared/kernel';
import { password } from '../founders.ts';
import { visit, type Http } from '../http.ts';
import type { Person } from '../people.ts';
import { until } from '../waiting.ts';
import { signIn } from './signing-in.ts';

/** Opens a class that runs now. @returns its id */
export async function openClass(staff: Http, programmeId: string, name: string): Promise<string> {
  const today = localDay(Date.now());
  const body = { programmeId, name, opensOn: addDays(today, -1), closesOn: addDays(today, 30) };
  const { trainingClass } = (await staff.call(classesRoutes.createClass, { body })).body;
  await staff.call(classesRoutes.openClass, { params: { classId: trainingClass.id } });
  return trainingClass.id;
}

/** @returns the id of the enrolment */
export async function enrol(
  staff: Http,
  classId: string,
  person: Person,
  employer?: string,
): Promise<string> {
  const body = { ...person, employer };
  return (await staff.call(classesRoutes.enrol, { params: { classId }, body })).body.enrolment.id;
}

/** Prints a code for a learner, who activates his account with it and signs in. */
export async function activate(
  staff: Http,
  at: { readonly classId: string; readonly enrolmentId: string },
  person: Person,
): Promise<Http> {
  const given = { params: { ...at }, body: { channel: 'slip' as const } };
  const { issued } = (await staff.call(classesRoutes.issueActivationCode, given)).body;
  const body = { account: person.phone, code: issued.code ?? '', password };
  const activated = await visit(staff.origin).call(identityRoutes.activate, { body });
  if (activated.status !== 204) throw new Error(`activation: ${activated.status} ${activated.problem?.code}`);
  return signIn(staff.origin, person.phone);
}

/** An import once its worker is done with it: previewed, accepted, or whatever came of it. */
export function checkedImport(
  staff: Http,
  params: { readonly classId: string; readonly importId: string },
): Promise<RosterImport> {
  return until(
    'an import that is done',
    async () => {
      const { rosterImport } = (await staff.call(classesRoutes.getImport, { params })).body;
      return ['waiting', 'checking', 'accepting'].includes(rosterImport.state) ? null : rosterImport;
    },
    120_000,
  );
}
