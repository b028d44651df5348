import type { Tx } from '../platform/index.ts';
import type { App } from '../app.ts';
import { learners, organisations, staff } from './demo-texts.ts';

export interface DemoPeople {
  readonly institution: string;
  readonly employer: string;
  /** Account ids by user name. */
  readonly accounts: Readonly<Record<string, string>>;
}

/** Organisations and accounts of the demonstration, all in one transaction. */
export async function createPeople(tx: Tx, app: App, now: number, password: string): Promise<DemoPeople> {
  const { identity } = app.modules;
  const of = {
    institution: await identity.createOrganisation(tx, now, organisations.institution),
    employer: await identity.createOrganisation(tx, now, organisations.employer),
    operator: await identity.createOrganisation(tx, now, organisations.operator),
  };
  const accounts: Record<string, string> = {};
  for (const person of staff) {
    const assignments = [{ role: person.role, organisationId: of[person.of], regionCode: '350100' }];
    accounts[person.userName] = await identity.createAccount(tx, now, { ...person, password, assignments });
  }
  for (const person of learners) {
    const assignments = [{ role: 'learner' as const, regionCode: '350100' }];
    accounts[person.userName] = await identity.createAccount(tx, now, { ...person, password, assignments });
  }
  return { institution: of.institution, employer: of.employer, accounts };
}
