import type { OpenCheck, Standing } from '@minjiang/shared/integrity';
import { newId } from '@minjiang/shared/kernel';

const minute = 60_000;
export const sampleEnrolmentId = newId();

/** A question of four options with 48 seconds left of 90. */
export const sampleCheck = (more: Partial<OpenCheck> = {}): OpenCheck => ({
  checkId: newId(),
  kind: 'question',
  occasion: 'random',
  issuedAt: '2026-11-24T06:00:00Z',
  answerBy: '2026-11-24T06:01:30Z',
  leftMs: 48_000,
  triesLeft: 2,
  question: { text: '停电检修时，第一步做什么？', options: ['验电', '断开电源', '挂接地线', '挂标示牌'] },
  codeSentTo: [],
  ...more,
});

export const sampleCode = (more: Partial<OpenCheck> = {}): OpenCheck =>
  sampleCheck({ kind: 'message-code', question: null, codeSentTo: ['notice', 'email'], ...more });

/** A check waits, and 12 minutes depend on it. */
export const sampleStanding = (more: Partial<Standing> = {}): Standing => ({
  enrolmentId: sampleEnrolmentId,
  gate: 'check-due',
  check: sampleCheck(),
  unprovedMs: 12 * minute,
  passed: 3,
  missed: 0,
  missesAllowed: 3,
  stopped: false,
  makeUpWorkingDays: 3,
  ...more,
});
