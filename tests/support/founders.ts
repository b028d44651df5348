import type { Role } from '@minjiang/shared/identity';
import { buildApp } from '../../server/src/app.ts';
import { readConfig } from '../../server/src/config.ts';
import { somebody } from './people.ts';

export const password = 'E2e-pass-2026';

/** The staff of one institution, of one employer and of one training centre, by user name. */
export interface House {
  readonly institutionId: string;
  readonly employerId: string;
  readonly employerName: string;
  readonly admin: string;
  readonly instructor: string;
  readonly employer: string;
  readonly centre: string;
}

/** Operators by user name. */
export interface Operators {
  readonly system: string;
  readonly security: string;
  readonly audit: string;
}

/**
 * What no route makes: the first accounts of a platform. Made through the doors of the server's modules, on its
 * database and with its keys, while no server needs to run.
 */
export async function found(
  databaseUrl: string,
  dataDir: string,
  names: readonly string[],
): Promise<{ houses: House[]; operators: Operators }> {
  const app = await buildApp(
    readConfig({
      DATABASE_URL: databaseUrl,
      MINJIANG_DATA_DIR: dataDir,
      MINJIANG_ROLE: 'api',
      MINJIANG_WEB_DIR: dataDir,
      LOG_LEVEL: 'silent',
    }),
  );
  const { identity } = app.modules;
  try {
    const now = await app.clock.now(app.db.sql);
    return await app.db.transaction(async (tx) => {
      const account = async (userName: string, role: Role, organisationId: string) => {
        const assignments = [{ role, organisationId, regionCode: '350100' }];
        await identity.createAccount(tx, now, { userName, ...somebody(), password, assignments });
        return userName;
      };
      const houses: House[] = [];
      for (const name of names) {
        const institution = { kind: 'institution' as const, name: `${name} school`, regionCode: '350100' };
        const institutionId = await identity.createOrganisation(tx, now, institution);
        const employerName = `${name} works`;
        const employer = { kind: 'employer' as const, name: employerName, regionCode: '350100' };
        const employerId = await identity.createOrganisation(tx, now, employer);
        const centre = { kind: 'centre' as const, name: `${name} centre`, regionCode: '350100' };
        const centreId = await identity.createOrganisation(tx, now, centre);
        houses.push({
          institutionId,
          employerId,
          employerName,
          admin: await account(`${name}-admin`, 'institution-admin', institutionId),
          instructor: await account(`${name}-instructor`, 'instructor', institutionId),
          employer: await account(`${name}-employer`, 'employer-admin', employerId),
          centre: await account(`${name}-centre`, 'centre-admin', centreId),
        });
      }
      const operator = { kind: 'operator' as const, name: 'operators', regionCode: '350000' };
      const operatorId = await identity.createOrganisation(tx, now, operator);
      const operators = {
        system: await account('e2e-system', 'system-admin', operatorId),
        security: await account('e2e-security', 'security-admin', operatorId),
        audit: await account('e2e-audit', 'audit-admin', operatorId),
      };
      return { houses, operators };
    });
  } finally {
    await app.stop();
  }
}
