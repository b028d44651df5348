import { checkKinds, type CheckKind, type CheckRules, checkRules } from '@minjiang/shared/catalog';
import * as z from 'zod';

/** Rules of checks as people enter them; what is switched off keeps its numbers until the page is left. */
export interface ChecksEntry {
  on: boolean;
  question: boolean;
  code: boolean;
  face: boolean;
  random: boolean;
  fromMinutes: number | null;
  toMinutes: number | null;
  atStart: boolean;
  atEnd: boolean;
  answerSeconds: number | null;
  retries: number | null;
  missBudgetPercent: number | null;
  makeUpWorkingDays: number | null;
}

const limits = checkRules.shape;
const minutes = z.int().min(1).max(240);

/** Demands of each field; what spans fields is in {@link faultsBetweenChecks}. */
export const checksEntry = z.object({
  fromMinutes: minutes,
  toMinutes: minutes,
  answerSeconds: limits.answerSeconds.unwrap(),
  retries: limits.retries.unwrap(),
  missBudgetPercent: limits.missBudgetPercent.unwrap(),
  makeUpWorkingDays: limits.makeUpWorkingDays.unwrap(),
});

/** What the field uses where nothing else is demanded: at random every 8 to 15 minutes, one minute, two retries. */
export const recommendedChecks = checkRules.parse({});

const kindFields = { question: 'question', 'message-code': 'code', face: 'face' } as const satisfies Record<
  CheckKind,
  keyof ChecksEntry
>;

export function checksEntryOf(checks: CheckRules | null): ChecksEntry {
  const shown = checks ?? recommendedChecks;
  const random = shown.random ?? recommendedChecks.random;
  return {
    on: checks !== null,
    question: shown.kinds.includes('question'),
    code: shown.kinds.includes('message-code'),
    face: shown.kinds.includes('face'),
    random: shown.random !== null,
    fromMinutes: random?.fromMinutes ?? null,
    toMinutes: random?.toMinutes ?? null,
    atStart: shown.atStart,
    atEnd: shown.atEnd,
    answerSeconds: shown.answerSeconds,
    retries: shown.retries,
    missBudgetPercent: shown.missBudgetPercent,
    makeUpWorkingDays: shown.makeUpWorkingDays,
  };
}

interface ChecksFault {
  readonly field: keyof ChecksEntry;
  readonly code: string;
}

/** What is wrong between fields. */
export function faultsBetweenChecks(entry: ChecksEntry): ChecksFault[] {
  if (!entry.on) return [];
  const faults: ChecksFault[] = [];
  if (!entry.question && !entry.code && !entry.face) faults.push({ field: 'question', code: 'check-kind' });
  if (!entry.random && !entry.atStart && !entry.atEnd)
    faults.push({ field: 'random', code: 'check-occasion' });
  if (entry.random && (entry.fromMinutes ?? 0) > (entry.toMinutes ?? Infinity))
    faults.push({ field: 'toMinutes', code: 'check-interval' });
  return faults;
}

/** The rules an entry means, null for none, undefined while it makes no sense. */
export function checksOf(entry: ChecksEntry): CheckRules | null | undefined {
  if (!entry.on) return null;
  if (faultsBetweenChecks(entry).length > 0) return undefined;
  const { fromMinutes, toMinutes, atStart, atEnd } = entry;
  const { answerSeconds, retries, missBudgetPercent, makeUpWorkingDays } = entry;
  return checkRules.safeParse({
    kinds: checkKinds.filter((kind) => entry[kindFields[kind]]),
    atStart,
    atEnd,
    random: entry.random ? { fromMinutes, toMinutes } : null,
    answerSeconds,
    retries,
    missBudgetPercent,
    makeUpWorkingDays,
  }).data;
}
