import type { MyCase } from '@minjiang/shared/integrity';
import { sampleCase, sampleRefusedDay } from '../testing/samples.ts';
import { addressOfAppeal, caseAbout, keyOf, subjectOf, worthAsking } from './appeal-rules.ts';

describe('an appeal', () => {
  const row = sampleRefusedDay();
  const subject = subjectOf(row);

  it('is named by the address without a word of anybody', () => {
    expect(addressOfAppeal({ enrolmentId: row.enrolmentId, subject })).toEqual({
      enrolment: row.enrolmentId,
      about: `refusal.${row.lessonId}.2026-11-23.not-foreground`,
    });
    expect(keyOf({ kind: 'check', checkId: 'c' })).toBe('check.c');
    expect(keyOf({ kind: 'case', caseId: 'k' })).toBe('case.k');
  });

  it('is known again by its subject in the same class only', () => {
    const cases: MyCase[] = [
      sampleCase({ subject: null }),
      sampleCase({ enrolmentId: row.enrolmentId, subject, state: 'open' }),
    ];
    expect(caseAbout(cases, row.enrolmentId, keyOf(subject))).toBe(cases[1]);
    expect(caseAbout(cases, 'other', keyOf(subject))).toBeUndefined();
    expect(caseAbout(cases, row.enrolmentId, 'check.c')).toBeUndefined();
  });

  it('is offered for what somebody decided, not for pauses', () => {
    const rows = [row, sampleRefusedDay({ reason: 'not-playing' })];
    expect(worthAsking(rows)).toEqual([row]);
  });
});
