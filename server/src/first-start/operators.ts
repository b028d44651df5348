import type { StaffRole } from '@minjiang/shared/identity';
import type { Clock, Database, Tx } from '../platform/index.ts';
import type { Identity } from '../identity/index.ts';
import { operators, startLines, type PrintedCode } from './start-texts.ts';

/** What it needs of the application. */
interface Built {
  readonly db: Database;
  readonly clock: Clock;
  readonly modules: { readonly identity: Identity };
}

/** One process at a time: several may start together on one database. */
const lockKey = 727_103;

/**
 * On a platform without accounts: makes the three operators, who give everybody else what he needs. As long as
 * no security administrator can sign in, each start gives those who never did a new code, so that a lost slip
 * does not close the platform for good.
 * @returns the lines to print; the codes stand nowhere else
 */
export async function inviteOperators(app: Built): Promise<string[]> {
  const codes = await app.db.transaction(async (tx) => {
    await tx.sql('SELECT pg_advisory_xact_lock($1)', [lockKey]);
    const now = await app.clock.now(tx.sql);
    const { identity } = app.modules;
    if (await identity.hasActive(tx.sql, 'security-admin', now)) return [];
    if (!(await identity.hasAccounts(tx.sql))) await createOperators(tx, app, now);
    const printed: PrintedCode[] = [];
    for (const { userName, role } of operators) {
      const [accountId] = await identity.findAccountIds(tx.sql, userName);
      const state = accountId && (await identity.describeAccounts(tx.sql, [accountId])).get(accountId)?.state;
      if (!accountId || state !== 'invited') continue;
      const issued = await identity.issueActivationCode(tx, now, null, accountId, 'slip');
      printed.push({ userName, role, code: issued.code ?? '', expiresAt: issued.expiresAt });
    }
    return printed;
  });
  return codes.length > 0 ? startLines(codes) : [];
}

async function createOperators(tx: Tx, app: Built, now: number): Promise<void> {
  for (const { userName, name, role } of operators) {
    const assignments = [{ role: role satisfies StaffRole }];
    await app.modules.identity.createAccount(tx, now, { userName, name, assignments });
  }
}
