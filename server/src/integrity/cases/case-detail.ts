import type { AppealSubject, CaseDetail } from '@minjiang/shared/integrity';
import type { Actor, Sql } from '../../platform/index.ts';
import type { CaseDeps } from './case-deps.ts';
import { findCase, lessonNames, presentRows } from './case-queries.ts';
import { standingOf } from './case-store.ts';
import { timelineOf } from './timeline.ts';

type Proposal = NonNullable<CaseDetail['proposal']>;

interface StoredWords {
  readonly subject: AppealSubject | null;
  readonly textSealed: Buffer | null;
}

/** A case with all that is needed to decide it. @throws Problem not-found */
export async function showCase(
  sql: Sql,
  caseId: string,
  actor: Actor,
  { people, versions, sealing }: CaseDeps,
): Promise<CaseDetail> {
  const found = await findCase(sql, caseId);
  const [row] = await presentRows(sql, [found], people);
  const [words] = await sql<StoredWords>(
    'SELECT subject, text_sealed AS "textSealed" FROM integrity_cases WHERE id = $1',
    [caseId],
  );
  const { subject, textSealed } = words!;
  const names = await lessonNames(sql, [found.programmeVersionId], versions);
  const standing = await standingOf(sql, found.enrolmentId);
  const proposal = await proposalOf(sql, caseId, actor, sealing);
  return {
    ...row!,
    subject,
    text: textSealed && sealing.open(textSealed),
    timeline: await timelineOf(sql, found, subject, names),
    standing: standing.map((each) => ({ ...each, lessonName: names.get(each.lessonId) ?? '' })),
    proposal,
    decidedAt: found.decidedAt?.toISOString() ?? null,
    can: {
      propose: actor.permissions.has('case:propose') && found.state === 'open',
      confirm: actor.permissions.has('case:confirm') && found.state === 'proposed' && proposal?.own === false,
    },
  };
}

/** The proposal that waits or was agreed to; one that was sent back is history. */
async function proposalOf(
  sql: Sql,
  caseId: string,
  actor: Actor,
  sealing: CaseDeps['sealing'],
): Promise<Proposal | null> {
  const [found] = await sql<
    Pick<Proposal, 'outcome' | 'moves'> & { reasonSealed: Buffer; proposedAt: Date; proposedBy: string }
  >(
    `SELECT outcome, moves, reason_sealed AS "reasonSealed", proposed_at AS "proposedAt", proposed_by AS "proposedBy"
     FROM integrity_proposals WHERE case_id = $1 AND agreed IS NOT FALSE`,
    [caseId],
  );
  if (!found) return null;
  return {
    outcome: found.outcome,
    moves: found.moves,
    reason: sealing.open(found.reasonSealed),
    proposedAt: found.proposedAt.toISOString(),
    own: found.proposedBy === actor.accountId,
  };
}
