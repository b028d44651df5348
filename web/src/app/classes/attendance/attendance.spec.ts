import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { sampleRow, sampleSheet } from '../testing/sample-sheet.ts';
import { AttendanceGrid } from './attendance-grid.ts';
import { AttendanceGridHarness } from './attendance-grid.harness.ts';
import { AttendanceLegend } from './attendance-legend.ts';
import { AttendanceList } from './attendance-list.ts';

describe('a sheet of attendance', () => {
  async function make<T>(widget: Type<T>, inputs: Record<string, unknown>) {
    TestBed.configureTestingModule({ providers: [provideTestTexts(), provideRouter([])] });
    const fixture = TestBed.createComponent(widget);
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    await fixture.whenStable();
    return fixture;
  }
  const gridOf = async (inputs: Record<string, unknown>) =>
    TestbedHarnessEnvironment.harnessForFixture(await make(AttendanceGrid, inputs), AttendanceGridHarness);
  const textOf = (fixture: { nativeElement: unknown }) =>
    (fixture.nativeElement as HTMLElement).textContent.replace(/\s+/g, ' ');

  it('says each day by a mark and by a word, and sums by learner and by day', async () => {
    const of = sampleSheet(sampleRow(['rest', 'absent', 'awaited']));
    const grid = await gridOf({ of, totals: of.totals, classId: 'c' });
    const cells = await grid.row(0);
    expect(cells.slice(2, 5)).toEqual(['休休息', '×缺勤', '·未结束']);
    expect(cells.slice(-5)).toEqual(['1', '0', '1', '0', '50%']);
    expect(await grid.row(0, 'tfoot')).toEqual(['', '出勤人数', '', '7', '', '7', '', '', '', '58%']);
    expect((await grid.row(2, 'tfoot')).slice(1, 5)).toEqual(['缺勤人数', '', '3', '']);
  });

  it('leads staff from a day to that day of its learner, by one stop and arrows', async () => {
    const row = sampleRow(['rest', 'absent', 'present']);
    const grid = await gridOf({ of: sampleSheet(row, sampleRow(['rest', 'excused', 'part'])), classId: 'c' });
    expect((await grid.links())[1]).toBe(
      `/classes/c/enrolments/${row.enrolmentId}/attendance?day=2026-11-02&month=2026-11`,
    );
    expect(await grid.tabStops()).toEqual(['0 0']);
    await grid.press('right');
    await grid.press('down');
    expect(await grid.tabStops()).toEqual(['1 1']);
  });

  it('leads nowhere for an employer, and names the class', async () => {
    const of = sampleSheet(sampleRow(['outside', 'excused', 'present']));
    const grid = await gridOf({ of, namesClasses: true });
    expect(await grid.links()).toEqual([]);
    const [, who, ...days] = await grid.row(0);
    expect(who).toContain('电工五级 一班');
    expect(days.slice(0, 2)).toEqual(['不计', '假请假']);
  });

  it('is a list of learners and their days where it is narrow', async () => {
    const of = sampleSheet(sampleRow(['rest', 'absent', 'present']));
    const text = textOf(await make(AttendanceList, { of, classId: 'c' }));
    expect(text).toContain('出勤 1 · 部分 0 · 缺勤 1 · 请假 0');
    expect(text).toContain('11 月 3 日 周二');
    expect(text).toContain('50 分钟');
    expect(text).toContain('今天，暂计');
    expect(text.indexOf('11 月 3 日')).toBeLessThan(text.indexOf('11 月 2 日'));
  });

  it('explains its marks by the terms of the class', async () => {
    const { terms } = sampleSheet();
    const text = textOf(await make(AttendanceLegend, { terms }));
    expect(text).toContain('满 45 分钟为出勤，满 10 分钟为部分出勤');
    expect(text).toContain('周日休息');
  });
});
