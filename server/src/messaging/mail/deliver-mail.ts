import type { Clock, Database, Log } from '../../platform/index.ts';
import { isTriedAgain, readMailFault } from './delivery-rules.ts';
import type { Mail, SendMail } from './send-mail.ts';

/** Writes a mail at the moment it is sent; null when it is no longer wanted. */
export type ComposeMail = (subjectId: string) => Promise<Mail | null>;

export interface DeliverDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly send: SendMail;
  readonly templates: ReadonlyMap<string, ComposeMail>;
}

type Outcome = 'sent' | 'dropped' | 'failed';

/**
 * One try of one delivery. What went wrong is kept as a code; the error thrown for the next try names no
 * address, because jobs keep it.
 */
export async function deliverMail(deps: DeliverDeps, deliveryId: string): Promise<void> {
  const { db, clock, log, send, templates } = deps;
  const [row] = await db.sql<{ template: string; subjectId: string; attempts: number }>(
    `UPDATE messaging_deliveries SET attempts = attempts + 1 WHERE id = $1 AND state = 'waiting'
     RETURNING template, subject_id AS "subjectId", attempts`,
    [deliveryId],
  );
  if (!row) return;
  const finish = async (state: Outcome, errorCode: string | null) =>
    db.sql('UPDATE messaging_deliveries SET state = $2, error_code = $3, finished_at = $4 WHERE id = $1', [
      deliveryId,
      state,
      errorCode,
      new Date(await clock.now(db.sql)),
    ]);
  const compose = templates.get(row.template);
  if (!compose) throw new Error(`no mail is written for the template ${row.template}`);
  const mail = await compose(row.subjectId);
  if (!mail) return void (await finish('dropped', null));
  try {
    await send(mail);
  } catch (error) {
    const fault = readMailFault(error);
    log.warn({ delivery: deliveryId, code: fault.code, attempt: row.attempts }, 'a mail was not taken');
    if (!isTriedAgain(fault, row.attempts)) return void (await finish('failed', fault.code));
    await db.sql('UPDATE messaging_deliveries SET error_code = $2 WHERE id = $1', [deliveryId, fault.code]);
    throw new Error(`the mail server answered ${fault.code}`);
  }
  await finish('sent', null);
}
