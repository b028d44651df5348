import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { progressPageOf, sampleProgress } from '../testing/sample-class.ts';
import { ProgressTable } from './progress-table.ts';
import { ProgressTableHarness } from './progress-table.harness.ts';
import { TotalsWords } from './totals-words.ts';

const hour = 3_600_000;

describe('the table of progress', () => {
  async function make(inputs: Record<string, unknown>, ...rows: Parameters<typeof progressPageOf>) {
    TestBed.configureTestingModule({ providers: [provideTestTexts(), provideRouter([])] });
    const fixture = TestBed.createComponent(ProgressTable);
    fixture.componentRef.setInput('of', progressPageOf(...rows));
    fixture.componentRef.setInput('label', '学习进度');
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    return TestbedHarnessEnvironment.harnessForFixture(fixture, ProgressTableHarness);
  }

  it('shows credited and raw time with class hours, and the sums of all', async () => {
    const table = await make(
      { classId: 'c' },
      sampleProgress(),
      sampleProgress({ creditedMs: hour, rawMs: hour }),
    );
    const cells = await table.row(0);
    expect(cells).toContain('9:00:00 12.0 学时');
    expect(cells).toContain('10:00:00 13.3 学时');
    expect(cells).toContain('浏览器陈述');
    expect(cells).toContain('尚未返回');
    expect(cells).toContain('5 / 8');
    expect(cells).toContain('63%');
    expect(cells).toContain('进行中');
    expect(await table.totals()).toContain('合计 2 人');
    expect(await table.totals()).toContain('10:00:00');
    expect(await table.totals()).toContain('13.3');
  });

  it('says beside credit how much of it still awaits a check', async () => {
    const table = await make({ classId: 'c' }, sampleProgress({ unprovedMs: 720_000 }));
    expect(await table.row(0)).toContain('9:00:00 12.0 学时待核验 0:12:00');
  });

  it('leads the institution to the record of each learner', async () => {
    const row = sampleProgress();
    const table = await make({ classId: 'c' }, row);
    expect(await table.recordLinks()).toEqual([`/classes/c/enrolments/${row.enrolmentId}`]);
  });

  it('names the class for an employer, who may open no record', async () => {
    const table = await make({}, sampleProgress());
    expect(await table.recordLinks()).toEqual([]);
    expect((await table.row(0))[1]).toContain('电工五级 一班');
    expect(await table.totals()).toContain('合计 1 人次');
  });

  it('keeps the order in the address and says it at its column', async () => {
    const table = await make({ classId: 'c', sort: '-percent' }, sampleProgress());
    expect(await table.sortLinks()).toEqual(['/?sort=percent', '/?sort=-credited']);
    expect(await table.sortedColumns()).toEqual(['进度']);
  });

  it('does not blame anybody before the first day', async () => {
    const table = await make({ classId: 'c', begun: false }, sampleProgress({ state: 'not-begun' }));
    expect(await table.row(0)).toContain('未开始');
    const host = await table.host();
    expect(await host.matchesSelector(':has(mj-tag.bad)')).toBeFalse();
  });
});

describe('totals in words', () => {
  const words = (more: object, rows: 'people' | 'enrolments' = 'people') => {
    TestBed.configureTestingModule({ providers: [provideTestTexts()] });
    const { totals } = progressPageOf(sampleProgress());
    return TestBed.inject(TotalsWords).of({ ...totals, ...more }, rows);
  };

  it('say the average in class hours and in time', () => {
    expect(words({})[2]).toEqual({ label: '人均计入', value: '12.0 学时', note: '9 小时' });
  });

  it('say time alone where class hours differ in length', () => {
    expect(words({ minutesPerClassHour: null })[2]).toEqual(
      jasmine.objectContaining({ value: '9 小时', note: undefined }),
    );
  });

  it('say nothing of an average while nobody has earned', () => {
    expect(words({ averageCreditedMs: 0 })[2]?.value).toBe('–');
  });

  it('count enrolments for an employer, whose people may be in several classes', () => {
    expect(words({ enrolled: 12 }, 'enrolments')[0]?.value).toBe('12 人次');
  });
});
