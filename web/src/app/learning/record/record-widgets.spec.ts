import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { LearnerRecord } from '@minjiang/shared/learning';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { recordCourseOf, recordLessonOf } from '../testing/samples.ts';
import { CourseTable } from './course-table.ts';
import { CourseTableHarness } from './course-table.harness.ts';
import { HoursChart } from './hours-chart.ts';
import { HoursChartHarness } from './hours-chart.harness.ts';
import { RefusalList } from './refusal-list.ts';
import { RefusalListHarness } from './refusal-list.harness.ts';

const minute = 60_000;

const verdicts = { unprovedMs: 0, evidence: 'stated', supervisorMs: null } as const;

@Component({
  imports: [CourseTable, HoursChart, RefusalList],
  template: `
    <mj-hours-chart [days]="days" today="2026-11-24" [span]="span()" />
    <mj-course-table [courses]="courses" [totals]="totals" />
    <mj-refusal-list [refused]="refused()" />
  `,
})
class Record {
  readonly span = signal(7);
  readonly days = [{ date: '2026-11-23', rawMs: 50 * minute, creditedMs: 45 * minute }];
  readonly totals = { rawMs: 50 * minute, creditedMs: 45 * minute, classHours: 1, ...verdicts };
  readonly courses = [
    recordCourseOf({
      rawMs: 50 * minute,
      creditedMs: 45 * minute,
      unprovedMs: 12 * minute,
      lessons: [
        recordLessonOf('触电与急救', {
          name: '触电与急救',
          durationMs: 45 * minute,
          creditedMs: 45 * minute,
          rawMs: 50 * minute,
          state: 'done',
          refused: [{ reason: 'not-foreground', ms: 5 * minute }],
        }),
      ],
    }),
    recordCourseOf({ name: '照明线路', evidence: null }),
  ];
  readonly refused = signal<LearnerRecord['refused']>([
    { reason: 'frontier', ms: 0, times: 2, lastAt: '2026-11-23T10:00:00.000Z', lessonName: null },
    {
      reason: 'already-earned',
      ms: 60_000,
      times: 1,
      lastAt: '2026-11-23T10:00:00.000Z',
      lessonName: '工具',
    },
    {
      reason: 'not-foreground',
      ms: 240_000,
      times: 23,
      lastAt: '2026-11-23T11:02:00.000Z',
      lessonName: null,
    },
  ]);
}

describe('the record', () => {
  function make() {
    TestBed.configureTestingModule({ providers: [provideTestTexts(), provideRouter([])] });
    const fixture = TestBed.createComponent(Record);
    return { page: fixture.componentInstance, loader: TestbedHarnessEnvironment.loader(fixture) };
  }

  it('draws a bar for each day and says in words what it shows', async () => {
    const chart = await make().loader.getHarness(HoursChartHarness);
    expect(await chart.label()).toContain('近 7 天');
    expect((await chart.days()).at(-2)).toBe('2026-11-23 已计入 0:45:00 未计入 0:05:00');
    expect(await chart.labels()).toEqual(['18日', '19日', '20日', '21日', '22日', '23日', '今日']);
    expect(await chart.lines()).toEqual(['15 分钟', '30 分钟', '45 分钟', '1 小时']);
  });

  it('leaves room between the labels of a month', async () => {
    const { page, loader } = make();
    page.span.set(30);
    const chart = await loader.getHarness(HoursChartHarness);
    expect((await chart.days()).length).toBe(30);
    expect((await chart.labels()).length).toBe(6);
  });

  it('shows each course with time studied, time counted, class hours and its state', async () => {
    const table = await make().loader.getHarness(CourseTableHarness);
    expect(await table.courses()).toEqual([
      ['安全用电', '0:50:00 1.1 学时', '0:45:00 1.0 学时待核验 0:12:00', '浏览器陈述', '尚未返回', '已完成'],
      ['照明线路', '0:00:00 0.0 学时', '0:00:00 0.0 学时', '–', '尚未返回', '未开始'],
    ]);
  });

  it('unfolds the lessons of a course with the reasons of what was refused', async () => {
    const table = await make().loader.getHarness(CourseTableHarness);
    expect(await table.lessons()).toEqual([]);
    await table.unfold(0);
    const [lesson] = await table.lessons();
    expect(lesson).toContain('触电与急救');
    expect(lesson).toContain('未计入：学习页面不在最前面 0:05:00');
  });

  it('tells of each refusal how much, why, what to do and how often, the most first', async () => {
    const entries = await (await make().loader.getHarness(RefusalListHarness)).entries();
    expect(entries.length).toBe(3);
    expect(entries[0]).toContain('0:04:00');
    expect(entries[0]).toContain('学习页面不在最前面');
    expect(entries[0]).toContain('再继续播放');
    expect(entries[0]).toContain('共 23 次');
    expect(entries[0]).toContain('2026-11-23 19:02');
    expect(entries[1]).toContain('《工具》');
    expect(entries[2]).toContain('2 次');
  });

  it('is glad when nothing was refused', async () => {
    const { page, loader } = make();
    page.refused.set([]);
    const list = await loader.getHarness(RefusalListHarness);
    expect(await list.entries()).toEqual([]);
    expect(await list.text()).toContain('没有不计入的时间');
  });
});
