import { addDays, localDay, newId } from '@minjiang/shared/kernel';
import type { Tx } from '../../platform/index.ts';
import { openCases } from '../cases/open-cases.ts';
import { findSignals } from './find-signals.ts';
import type { Finding } from './signal-rules.ts';

/**
 * Looks through today and yesterday and tells what is new: each thing once a day, all of one enrolment in its one
 * open case. It writes signals and cases only; time is moved by people.
 * @returns how many were new
 */
export async function raiseSignals(tx: Tx, now: number): Promise<number> {
  // Two workers at once would open two cases for the same thing.
  await tx.sql(`SELECT pg_advisory_xact_lock(hashtext('integrity-signals'))`);
  const today = localDay(now);
  let raised = 0;
  for (const day of [addDays(today, -1), today]) {
    raised += await raise(tx, await findSignals(tx.sql, day), now);
  }
  return raised;
}

async function raise({ sql, ...rest }: Tx, found: readonly Finding[], now: number): Promise<number> {
  if (found.length === 0) return 0;
  await keepCurrent({ sql, ...rest }, found);
  const fresh = await notYetTold({ sql, ...rest }, found);
  const enrolments = [...new Map(fresh.map((each) => [each.enrolmentId, each])).values()];
  const cases = await openCases({ sql, ...rest }, 'signal', enrolments, now);
  await sql(
    `INSERT INTO integrity_signals (id, day, kind, subject, account_id, enrolment_id, class_id, organisation_id, at, until,
       facts, case_id)
     SELECT n.id, n.day, n.kind, n.subject, n."accountId", n."enrolmentId", r.class_id, r.organisation_id,
       to_timestamp(n.at / 1000), to_timestamp(n.until / 1000), n.facts, n."caseId"
     FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, day date, kind text, subject text, "accountId" uuid, "enrolmentId" uuid,
       at float8, until float8, facts jsonb, "caseId" uuid)
     JOIN classes_roster r ON r.enrolment_id = n."enrolmentId"`,
    [JSON.stringify(fresh.map((each) => ({ ...each, id: newId(), caseId: cases.get(each.enrolmentId) })))],
  );
  return fresh.length;
}

const keys = `jsonb_to_recordset($1::jsonb) AS n(day date, kind text, subject text, until float8, facts jsonb)`;

/** What grew since it was told, while nobody has decided about it. */
async function keepCurrent({ sql }: Tx, found: readonly Finding[]): Promise<void> {
  await sql(
    `UPDATE integrity_signals s SET until = greatest(s.until, to_timestamp(n.until / 1000)), facts = n.facts
     FROM ${keys}, integrity_cases c
     WHERE s.day = n.day AND s.kind = n.kind AND s.subject = n.subject AND s.facts <> n.facts
       AND c.id = s.case_id AND c.state = 'open'`,
    [JSON.stringify(found)],
  );
}

async function notYetTold({ sql }: Tx, found: readonly Finding[]): Promise<Finding[]> {
  const told = await sql<{ day: string; kind: string; subject: string }>(
    `SELECT s.day::text AS day, s.kind, s.subject FROM integrity_signals s JOIN ${keys} USING (day, kind, subject)`,
    [JSON.stringify(found)],
  );
  const known = new Set(told.map(({ day, kind, subject }) => `${day} ${kind} ${subject}`));
  return found.filter(({ day, kind, subject }) => !known.has(`${day} ${kind} ${subject}`));
}
