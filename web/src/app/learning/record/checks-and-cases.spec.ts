import { Component, type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { CheckRow, MakeUp } from '@minjiang/shared/integrity';
import { newId } from '@minjiang/shared/kernel';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { sampleCase, sampleRefusedDay } from '../testing/samples.ts';
import { CasesCard } from './cases-card.ts';
import { ChecksCard } from './checks-card.ts';
import { subjectOf } from './appeal-rules.ts';
import { RefusedDays } from './refused-days.ts';

const enrolmentId = newId();

const checkRow = (more: Partial<CheckRow> = {}): CheckRow => ({
  ...{ checkId: newId(), enrolmentId, className: '电工一班', lessonName: '触电与急救' },
  ...({ kind: 'question', occasion: 'random', state: 'passed', tries: 1, cancelledMs: 0 } as const),
  ...{ issuedAt: '2026-11-24T06:00:00Z', closedAt: '2026-11-24T06:01:00Z' },
  ...more,
});
const makeUp = (dueOn: string, state: MakeUp['state'] = 'due'): MakeUp => ({
  ...{ checkId: newId(), enrolmentId, className: '电工一班', lessonId: newId(), lessonName: `课 ${dueOn}` },
  ...{ ms: 720_000, dueOn, state },
});
const missed = checkRow({ state: 'missed', cancelledMs: 720_000 });
const appealed = checkRow({ state: 'missed', cancelledMs: 60_000 });
const row = sampleRefusedDay({ enrolmentId });

@Component({
  imports: [ChecksCard],
  template: `<mj-checks-card [of]="of" [cases]="cases" />`,
})
class Checks {
  readonly of = {
    checks: [missed, appealed, checkRow()],
    makeUps: [makeUp('2026-11-28'), makeUp('2026-11-27'), makeUp('2026-11-20', 'done')],
    standings: [
      {
        ...({
          enrolmentId,
          gate: 'open',
          className: '电工一班',
          unprovedMs: 60_000,
          stopped: false,
        } as const),
        ...{ passed: 1, missed: 2, missesAllowed: 3, makeUpWorkingDays: 3 },
      },
    ],
  };
  readonly cases = [sampleCase({ enrolmentId, subject: { kind: 'check', checkId: appealed.checkId } })];
}

@Component({
  imports: [CasesCard],
  template: `<mj-cases-card [cases]="cases" />`,
})
class Cases {
  readonly cases = [
    sampleCase({ enrolmentId, subject: subjectOf(row), outcome: 'corrected', movedMs: 32_000 }),
    sampleCase({ origin: 'signal', text: null, mayAppeal: true, enrolmentId }),
    sampleCase({ state: 'open', outcome: null, reason: null, decidedAt: null }),
  ];
}

@Component({
  imports: [RefusedDays],
  template: `<mj-refused-days [rows]="rows" [cases]="[]" />`,
})
class Days {
  readonly rows = [
    row,
    ...Array.from({ length: 12 }, () => sampleRefusedDay()),
    sampleRefusedDay({ reason: 'not-playing' }),
  ];
}

describe('checks and appeals in the record', () => {
  function make<T>(type: Type<T>) {
    TestBed.configureTestingModule({ providers: [provideTestTexts(), provideRouter([])] });
    const fixture = TestBed.createComponent(type);
    fixture.detectChanges();
    const host = fixture.nativeElement as HTMLElement;
    const texts = (selector: string) =>
      [...host.querySelectorAll(selector)].map((one) => one.textContent.replaceAll(/\s+/g, ' ').trim());
    const links = (selector: string) =>
      [...host.querySelectorAll(selector)].map((one) => one.getAttribute('href'));
    return { fixture, host, texts, links };
  }

  it('show what each missed check cost, with the way to appeal once', () => {
    const { texts, links } = make(Checks);
    const rows = texts('tbody tr');
    expect(rows[0]).toContain('2026-11-24 14:00');
    expect(rows[0]).toContain('未按时完成');
    expect(rows[0]).toContain('0:12:00');
    expect(rows[1]).toContain('已答复');
    expect(rows[2]).toContain('已通过');
    expect(links('tbody a')).toEqual([
      `/record/appeal?enrolment=${enrolmentId}&about=check.${missed.checkId}`,
      '/record#cases',
    ]);
    expect(texts('li').join(' ')).toContain('通过 1 次，未按时完成 2 次（最多允许 3 次）');
  });

  it('name what is to be made up for, the nearest day first, and lead into the lesson', () => {
    const { texts, links, host } = make(Checks);
    expect(texts('mj-make-ups .strong')).toEqual(['课 2026-11-27', '课 2026-11-28']);
    expect(texts('mj-make-ups mj-tag')[0]).toBe('2026-11-27 截止');
    expect(host.querySelectorAll('mj-make-ups mj-tag.bad').length).toBe(2);
    expect(links('mj-make-ups a')[0]).toMatch(new RegExp(`^/study/${enrolmentId}/`));
  });

  it('tell the result and its reason, and offer an appeal where there may be one', () => {
    const { texts, links } = make(Cases);
    const [corrected, signal, open] = texts('li');
    expect(corrected).toContain('《触电与急救》2026-11-23 未计入：学习页面不在最前面');
    expect(corrected).toContain('补记 32 秒');
    expect(corrected).toContain('理由：记录显示');
    expect(signal).toContain('维持原来的记录');
    expect(links('li a')).toEqual([jasmine.stringContaining(`?enrolment=${enrolmentId}&about=case.`)]);
    expect(open).toContain('2026-11-26 前答复');
    expect(open).not.toContain('结果');
  });

  it('offer an appeal for each refused day and lesson, the newest ten first', () => {
    const { texts, links, host, fixture } = make(Days);
    expect(texts('tbody tr').length).toBe(10);
    expect(links('tbody a')[0]).toContain(`about=refusal.${row.lessonId}.2026-11-23.not-foreground`);
    host.querySelector<HTMLButtonElement>('button')!.click();
    fixture.detectChanges();
    expect(texts('tbody tr').length).toBe(13);
  });
});
