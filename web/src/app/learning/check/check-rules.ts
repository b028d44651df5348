import type { AnswerOf } from '@minjiang/shared/kernel';
import type { integrityRoutes, OpenCheck, Standing } from '@minjiang/shared/integrity';
import type { StudyGateState } from '@minjiang/shared/learning';

/** What the page knows of the gate of one enrolment. */
export interface Known {
  readonly gate: StudyGateState;
  readonly standing: Standing | undefined;
  /** A check was passed here and the learner has not gone on yet. */
  readonly passed: boolean;
}

/** The one thing that the panel over the lesson says; undefined while nothing is in the way. */
export type CheckView =
  | { readonly says: 'fetching' | 'passed' }
  | { readonly says: 'check'; readonly check: OpenCheck; readonly standing: Standing }
  | { readonly says: 'missed' | 'stopped'; readonly standing: Standing };

export function viewOf({ gate, standing, passed }: Known): CheckView | undefined {
  if (standing && gate !== 'open') {
    if (standing.stopped) return { says: 'stopped', standing };
    if (standing.check) return { says: 'check', check: standing.check, standing };
    if (standing.gate === 'check-missed') return { says: 'missed', standing };
  }
  if (gate !== 'open') return { says: 'fetching' };
  return passed ? { says: 'passed' } : undefined;
}

/**
 * When the time for an answer ends, on the clock that never jumps. It is measured from before the question was asked
 * for, so that the page never promises more time than the server gives.
 */
export const endOf = (check: OpenCheck, askedAt: number): number => askedAt + check.leftMs;

/** How long the whole time for an answer is: the bar's full length. */
export const spanOfCheck = (check: OpenCheck): number =>
  Math.max(1, Date.parse(check.answerBy) - Date.parse(check.issuedAt));

/** Whole seconds left, so that the last one is shown until it is over. */
export const wholeSeconds = (leftMs: number): number => Math.ceil(Math.max(0, leftMs) / 1000) * 1000;

const announcedAtMs = [10_000, 30_000] as const;

/** What is said aloud of the time that is left: only at 30 and at 10 seconds, so that a question can be heard in peace. */
export const announced = (leftMs: number): number | undefined =>
  leftMs > 0 ? announcedAtMs.find((ms) => leftMs <= ms) : undefined;

/** The option that a figure key chooses: 1 is the first. */
export function optionOfKey(key: string, options: number): number | undefined {
  const at = /^[1-6]$/.test(key) ? Number(key) - 1 : undefined;
  return at !== undefined && at < options ? at : undefined;
}

/** Only figures of a code, as it is typed or pasted with spaces or hyphens. */
export const codeIn = (text: string): string => text.replaceAll(/\D/g, '').slice(0, 6);

type MyChecks = AnswerOf<typeof integrityRoutes.myChecks>;

/** What the last missed check of an enrolment cost, and until when it may be made up for. */
export function lossOf(
  { checks, makeUps }: MyChecks,
  enrolmentId: string,
): { lostMs: number; until: string | undefined } | undefined {
  const missed = checks
    .filter((check) => check.enrolmentId === enrolmentId && check.state === 'missed')
    .sort((a, b) => b.issuedAt.localeCompare(a.issuedAt))[0];
  if (!missed) return undefined;
  const until = makeUps
    .filter(({ checkId, state }) => checkId === missed.checkId && state === 'due')
    .map(({ dueOn }) => dueOn)
    .sort()[0];
  return { lostMs: missed.cancelledMs, until };
}
