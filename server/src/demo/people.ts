import { addDays, localDay } from '@minjiang/shared/kernel';
import type { Tx } from '../platform/index.ts';
import type { App } from '../app.ts';
import { learners, organisations, staff } from './demo-texts.ts';

export interface DemoPeople {
  readonly institution: string;
  readonly employer: string;
  /** Account ids by user name. */
  readonly accounts: Readonly<Record<string, string>>;
}

/**
 * Organisations and accounts of the demonstration, made once and all together.
 * @returns null on a platform that has other accounts: there is no place for a demonstration
 */
export async function demoPeople(
  app: App,
  password: string,
  progress: (text: string) => void,
): Promise<DemoPeople | null> {
  const [known] = await app.db.sql<{ result: DemoPeople }>(
    `SELECT result FROM demo_steps WHERE name = 'people'`,
  );
  if (known) return known.result;
  if (await app.modules.identity.hasAccounts(app.db.sql)) return null;
  progress('Creating the demonstration accounts');
  return app.db.transaction(async (tx) => {
    const people = await createPeople(tx, app, await app.clock.now(tx.sql), password);
    await tx.sql(`INSERT INTO demo_steps (name, result) VALUES ('people', $1)`, [JSON.stringify(people)]);
    return people;
  });
}

/** Gives all accounts of the demonstration another password. */
export async function changePasswords(app: App, people: DemoPeople, password: string): Promise<void> {
  await app.db.transaction(async (tx) => {
    const now = await app.clock.now(tx.sql);
    for (const accountId of Object.values(people.accounts)) {
      await app.modules.identity.setPassword(tx, now, accountId, password);
    }
  });
}

async function createPeople(tx: Tx, app: App, now: number, password: string): Promise<DemoPeople> {
  const { identity } = app.modules;
  const of = {
    institution: await identity.createOrganisation(tx, now, organisations.institution),
    employer: await identity.createOrganisation(tx, now, organisations.employer),
    centre: await identity.createOrganisation(tx, now, organisations.centre),
    operator: await identity.createOrganisation(tx, now, organisations.operator),
  };
  const accounts: Record<string, string> = {};
  for (const person of staff) {
    const { regionCode } = organisations[person.of];
    const assignments = [{ role: person.role, organisationId: of[person.of], regionCode }];
    accounts[person.userName] = await identity.createAccount(tx, now, { ...person, password, assignments });
  }
  // Since before the finished class, so that its roster finds them as learners.
  const from = addDays(localDay(now), -60);
  for (const person of learners) {
    const assignments = [{ role: 'learner' as const, regionCode: '350100', from }];
    accounts[person.userName] = await identity.createAccount(tx, now, { ...person, password, assignments });
  }
  return { institution: of.institution, employer: of.employer, accounts };
}
