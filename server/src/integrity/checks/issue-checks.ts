import { newId } from '@minjiang/shared/kernel';
import type { CheckOccasion } from '@minjiang/shared/integrity';
import type { ProgrammeVersion } from '../../learning/index.ts';
import type { Keys, Sql } from '../../platform/index.ts';
import { chooseKind, shuffled, type RandomInt } from './check-rules.ts';
import { askedLately, instant } from './check-store.ts';
import { chooseQuestion, questionsOf } from './choose-question.ts';
import { sendCodes, type CodeSender } from './codes.ts';

export interface WantedCheck {
  readonly accountId: string;
  readonly enrolmentId: string;
  readonly version: ProgrammeVersion;
  readonly lessonId: string | null;
  readonly occasion: CheckOccasion;
}

export interface IssueDeps {
  readonly keys: Keys;
  readonly random: RandomInt;
  readonly codeSenders: readonly CodeSender[];
}

/**
 * Issues checks to enrolments whose gate is closed for them. An enrolment that has one waiting keeps it; if all
 * lessons are done by then, it is the one that stands at the end.
 */
export async function issueChecks(
  sql: Sql,
  wanted: readonly WantedCheck[],
  now: number,
  deps: IssueDeps,
): Promise<void> {
  if (wanted.length === 0) return;
  const lately = await askedLately(
    sql,
    wanted.map(({ enrolmentId }) => enrolmentId),
  );
  const made = wanted.map((each) => newCheck(each, lately.get(each.enrolmentId) ?? [], now, deps));
  const fresh = await sql<{ id: string }>(
    `INSERT INTO integrity_checks AS c (id, account_id, enrolment_id, class_id, organisation_id, programme_version_id,
       lesson_id, kind, occasion, issued_at, answer_by, state, tries_left, question_id, option_order, asked)
     SELECT n.id, n."accountId", n."enrolmentId", r.class_id, r.organisation_id, n."versionId", n."lessonId", n.kind,
       n.occasion, ${instant('$2')}, ${instant('n."answerBy"')}, 'issued', n."triesLeft", n."questionId",
       n."optionOrder", n.asked
     FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, "accountId" uuid, "enrolmentId" uuid, "versionId" uuid,
       "lessonId" uuid, kind text, occasion text, "answerBy" float8, "triesLeft" integer, "questionId" uuid,
       "optionOrder" jsonb, asked jsonb)
     JOIN classes_roster r ON r.enrolment_id = n."enrolmentId"
     ON CONFLICT (enrolment_id) WHERE state = 'issued' DO UPDATE SET occasion = excluded.occasion
       WHERE excluded.occasion = 'end'
     RETURNING c.id`,
    [JSON.stringify(made), now],
  );
  const ids = new Set(fresh.map(({ id }) => id));
  const byCode = made.filter(({ id, kind }) => kind === 'message-code' && ids.has(id));
  await sendCodes(sql, byCode, now, deps);
}

function newCheck(
  { accountId, enrolmentId, version, lessonId, occasion }: WantedCheck,
  lately: readonly string[],
  now: number,
  { random }: IssueDeps,
) {
  const { kinds, retries, answerSeconds } = version.rules.checks!;
  const question = chooseQuestion(version, { lessonId, before: [], lately }, random);
  const kind = chooseKind(kinds, question !== null, random);
  const asks = kind === 'question' ? question : null;
  return {
    id: newId(),
    accountId,
    enrolmentId,
    versionId: version.versionId,
    lessonId,
    kind,
    occasion,
    answerBy: now + answerSeconds * 1000,
    tries: 0,
    // Every try is another question: there are no more tries than questions.
    triesLeft: asks ? Math.min(retries, questionsOf(version).length - 1) : retries,
    questionId: asks?.questionId ?? null,
    optionOrder: asks ? shuffled(asks.options.length, random) : [],
    asked: asks ? [asks.questionId] : [],
  };
}
