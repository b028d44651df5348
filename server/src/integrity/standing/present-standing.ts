import type { OpenCheck, Standing } from '@minjiang/shared/integrity';
import type { Gate, ProgrammeVersion } from '../../learning/index.ts';
import { Problem } from '../../platform/index.ts';
import { settleOverdue, type MissDeps } from '../answers/miss-check.ts';
import { openCheckOf, type Check } from '../checks/check-store.ts';
import { questionOf } from '../checks/choose-question.ts';
import type { EnrolmentSource, InTx } from '../ports.ts';
import { countsOf, missesAllowedBy, type Counts } from './counts.ts';

export type Figures = Omit<Standing, 'check'>;

/** The figures of an enrolment; one without a gate was never studied, or its programme has no checks. */
export function figuresOf(
  enrolmentId: string,
  version: ProgrammeVersion | null | undefined,
  gate: Gate | null | undefined,
  counts: Counts | undefined,
): Figures {
  return {
    enrolmentId,
    gate: gate?.state ?? 'open',
    unprovedMs: Math.round(gate?.unprovedMs ?? 0),
    passed: counts?.passed ?? 0,
    missed: counts?.missed ?? 0,
    missesAllowed: version ? missesAllowedBy(version) : 0,
    stopped: counts?.stopped ?? false,
    makeUpWorkingDays: version?.rules.checks?.makeUpWorkingDays ?? 0,
  };
}

/** A check as the learner may see it: the options in their order on the page, and nothing of the right one. */
export function presentCheck(check: Check, version: ProgrammeVersion, now: number): OpenCheck {
  const question = questionOf(version, check.questionId);
  return {
    checkId: check.id,
    kind: check.kind,
    occasion: check.occasion,
    issuedAt: new Date(check.issuedAt).toISOString(),
    answerBy: new Date(check.answerBy).toISOString(),
    leftMs: Math.max(0, check.answerBy - now),
    triesLeft: check.triesLeft,
    question: question && {
      text: question.text,
      options: check.optionOrder.map((option) => question.options[option] ?? ''),
    },
    codeSentTo: [...check.codeSentTo],
  };
}

/** Where an enrolment of an account stands; a check whose time is over is missed first. @throws Problem not-found */
export async function standingOf(
  tx: InTx,
  of: { readonly accountId: string; readonly enrolmentId: string },
  now: number,
  deps: MissDeps & { readonly enrolments: EnrolmentSource },
): Promise<Standing> {
  const { sql } = tx;
  const { accountId, enrolmentId } = of;
  const enrolment = await deps.enrolments.studyEnrolment(sql, accountId, enrolmentId);
  if (!enrolment) throw new Problem('not-found');
  const { programmeVersionId } = enrolment;
  const version = programmeVersionId ? await deps.versions.version(sql, programmeVersionId) : null;
  const waiting = await openCheckOf(sql, enrolmentId);
  const over = waiting !== undefined && (await settleOverdue(tx, waiting, now, deps));
  const gate = await deps.learning.gate.read(sql, of);
  const counts = (await countsOf(sql, [enrolmentId])).get(enrolmentId);
  const check = waiting && !over && version ? presentCheck(waiting, version, now) : null;
  return { ...figuresOf(enrolmentId, version, gate, counts), check };
}
