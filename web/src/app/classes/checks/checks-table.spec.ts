import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { newId } from '@minjiang/shared/kernel';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { checkStanding } from './checks-rules.ts';
import { ChecksTable } from './checks-table.ts';

const row = (more: object = {}) => ({
  ...({ enrolmentId: newId(), gate: 'open', stopped: false, makeUpWorkingDays: 3 } as const),
  ...{ unprovedMs: 720_000, passed: 5, missed: 1, missesAllowed: 3 },
  ...{ rosterNumber: 3, maskedName: '林*华', makeUpsDue: 2 },
  ...more,
});

describe('checks of a class', () => {
  it('say how a learner stands, the most urgent first', () => {
    expect(checkStanding({ gate: 'check-missed', stopped: true, missed: 4, missesAllowed: 3 })).toBe(
      'stopped',
    );
    expect(checkStanding(row({ gate: 'check-missed' }))).toBe('missed');
    expect(checkStanding(row({ gate: 'check-due' }))).toBe('due');
    expect(checkStanding(row({ missed: 3 }))).toBe('last');
    expect(checkStanding(row())).toBe('fine');
    expect(checkStanding(row({ missed: 0, missesAllowed: 0 }))).toBe('fine');
  });

  it('show each learner, and lead to the record', () => {
    TestBed.configureTestingModule({ providers: [provideTestTexts(), provideRouter([])] });
    const fixture = TestBed.createComponent(ChecksTable);
    const items = [row(), row({ stopped: true, unprovedMs: 0, makeUpsDue: 0 })];
    fixture.componentRef.setInput('of', { items, total: 2, page: 1, pageSize: 20 });
    fixture.componentRef.setInput('classId', 'c');
    fixture.detectChanges();
    const host = fixture.nativeElement as HTMLElement;
    const cells = [...host.querySelectorAll('tbody tr')].map((line) =>
      [...line.children].map((cell) => cell.textContent.trim()),
    );
    expect(cells[0]!.slice(2)).toEqual(['5', '1 / 3', '0:12:00', '2', '正常']);
    expect(cells[1]!.slice(4)).toEqual(['–', '–', '已停止计时']);
    expect(host.querySelector('tbody a')!.getAttribute('href')).toBe(
      `/classes/c/enrolments/${items[0]!.enrolmentId}`,
    );
  });
});
