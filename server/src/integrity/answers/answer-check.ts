import { timingSafeEqual } from 'node:crypto';
import type { BodyOf } from '@minjiang/shared/kernel';
import type { checkRoutes } from '@minjiang/shared/integrity';
import { fieldProblem, Problem, type Clock, type Keys, type Sql } from '../../platform/index.ts';
import type { ProgrammeVersion } from '../../learning/index.ts';
import { isOverdue, nextStop, shuffled } from '../checks/check-rules.ts';
import { askedLately, closeCheck, instant, lockCheck, readCheck, type Check } from '../checks/check-store.ts';
import { chooseQuestion, questionOf } from '../checks/choose-question.ts';
import { codeOf, sendCodes } from '../checks/codes.ts';
import type { IssueDeps } from '../checks/issue-checks.ts';
import type { InTx } from '../ports.ts';
import { missCheck, type MissDeps } from './miss-check.ts';

export type AnswerDeps = IssueDeps & MissDeps & { readonly clock: Clock };
export type Given = BodyOf<typeof checkRoutes.answerCheck>;
export type Outcome = 'passed' | 'again' | 'missed';

/**
 * Judges an answer. A wrong one brings another question while tries are left, else the check is missed; so does an
 * answer that comes too late.
 * @throws Problem not-found, check-over, invalid
 */
export async function answerCheck(
  tx: InTx,
  { accountId, checkId }: { readonly accountId: string; readonly checkId: string },
  given: Given,
  deps: AnswerDeps,
): Promise<{ outcome: Outcome; enrolmentId: string; now: number }> {
  const { sql } = tx;
  if (!(await readCheck(sql, accountId, checkId))) throw new Problem('not-found');
  await deps.learning.gate.lock(sql, accountId);
  const check = await lockCheck(sql, checkId);
  const now = await deps.clock.now(sql);
  if (check.state !== 'issued') throw new Problem('check-over');
  // Sent twice or on its way too long: another question stands there by now.
  if (given.triesLeft !== undefined && given.triesLeft !== check.triesLeft) throw new Problem('check-over');
  if (check.kind !== given.kind) throw fieldProblem('invalid', 'kind');
  const { enrolmentId } = check;
  const judged = { ...check, tries: check.tries + 1 };
  if (isOverdue(check, now)) {
    await missCheck(tx, check, now, deps);
    return { outcome: 'missed', enrolmentId, now };
  }
  const version = (await deps.versions.version(sql, check.programmeVersionId))!;
  if (isRight(check, given, version, deps.keys)) {
    await closeCheck(sql, judged, 'passed', now);
    const stopAfterMs = nextStop(version.rules.checks!, deps.random);
    await deps.learning.gate.open(sql, { accountId, enrolmentId }, stopAfterMs, now);
    return { outcome: 'passed', enrolmentId, now };
  }
  if (check.triesLeft > 0 && (await tryAgain(sql, judged, version, now, deps)))
    return { outcome: 'again', enrolmentId, now };
  await missCheck(tx, judged, now, deps);
  return { outcome: 'missed', enrolmentId, now };
}

/** Judged on what was shown: the place chosen on the page stands for an option of the question. */
function isRight(check: Check, given: Given, version: ProgrammeVersion, keys: Keys): boolean {
  if (given.kind === 'message-code') {
    return timingSafeEqual(Buffer.from(codeOf(keys, check)), Buffer.from(given.code));
  }
  const question = questionOf(version, check.questionId);
  return question !== null && check.optionOrder[given.choice] === question.correct;
}

/** The next try, with a time of its own; another question, or another code. @returns false when there is none */
async function tryAgain(
  sql: Sql,
  check: Check,
  version: ProgrammeVersion,
  now: number,
  deps: AnswerDeps,
): Promise<boolean> {
  const { id, enrolmentId, lessonId, asked, kind } = check;
  const answerBy = now + version.rules.checks!.answerSeconds * 1000;
  const lately = (await askedLately(sql, [enrolmentId])).get(enrolmentId) ?? [];
  const question =
    kind === 'question' ? chooseQuestion(version, { lessonId, before: asked, lately }, deps.random) : null;
  if (kind === 'question' && !question) return false;
  await sql(
    `UPDATE integrity_checks SET tries = $2, tries_left = $3, answer_by = ${instant('$4')}, question_id = $5,
       option_order = $6::jsonb, asked = $7::jsonb WHERE id = $1`,
    [
      id,
      check.tries,
      check.triesLeft - 1,
      answerBy,
      question?.questionId ?? null,
      JSON.stringify(question ? shuffled(question.options.length, deps.random) : []),
      JSON.stringify(question ? [...asked, question.questionId] : asked),
    ],
  );
  if (kind === 'message-code') await sendCodes(sql, [{ ...check, answerBy }], now, deps);
  return true;
}
