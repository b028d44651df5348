import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { lessonOf } from '../testing/samples.ts';
import { ContinueCard, type Next } from './continue-card.ts';
import { ContinueCardHarness } from './continue-card.harness.ts';
import { DueList } from './due-list.ts';
import { DueListHarness } from './due-list.harness.ts';
import { TodayCard } from './today-card.ts';
import { TodayCardHarness } from './today-card.harness.ts';

const minute = 60_000;

@Component({
  imports: [ContinueCard, DueList, TodayCard],
  template: `
    <mj-continue-card [next]="next()" />
    <mj-today-card
      [today]="{ rawMs: 80 * 60000, creditedMs: creditedMs(), capMs, minutesPerClassHour: 45 }"
    />
    <mj-due-list [due]="due" />
  `,
})
class Today {
  readonly next = signal<Next>({
    enrolmentId: 'e1',
    className: '电工一班',
    courseName: '电动机与控制',
    lesson: lessonOf('7', { name: '三相电动机的接线', creditedMs: 12 * minute, state: 'part' }),
    leftMs: 8 * minute,
    leastEvidence: 'stated',
  });
  readonly creditedMs = signal(65 * minute);
  readonly capMs = 360 * minute;
  readonly due = [
    { classId: 'k1', name: '电工一班', closesOn: '2026-11-24', lessonsLeft: 3, daysLeft: 1 },
    { classId: 'k2', name: '焊工一班', closesOn: '2026-11-29', lessonsLeft: 9, daysLeft: 6 },
    { classId: 'k3', name: '钳工一班', closesOn: '2026-12-20', lessonsLeft: 9, daysLeft: 27 },
  ];
}

describe('today', () => {
  function make() {
    TestBed.configureTestingModule({ providers: [provideTestTexts(), provideRouter([])] });
    const fixture = TestBed.createComponent(Today);
    return { page: fixture.componentInstance, loader: TestbedHarnessEnvironment.loader(fixture) };
  }

  it('leads to the lesson where one stopped and says how long it still takes', async () => {
    const card = await make().loader.getHarness(ContinueCardHarness);
    expect(await card.lesson()).toBe('三相电动机的接线');
    expect(await card.action()).toBe('继续学习');
    expect(await card.link()).toBe('/study/e1/7');
    expect(await card.text()).toContain('还剩 8 分钟');
  });

  it('says where it is to be studied, to who could not study it here', async () => {
    const { page, loader } = make();
    const card = await loader.getHarness(ContinueCardHarness);
    expect(await card.text()).not.toContain('学习机');
    page.next.update((next) => ({ ...next, leastEvidence: 'attested' }));
    expect(await card.text()).toContain('本项目只能在培训点的学习机上学习');
    page.next.update((next) => ({ ...next, leastEvidence: 'signed' }));
    expect(await card.text()).toContain('登记过的客户端');
  });

  it('speaks of beginning before anything was studied', async () => {
    const { page, loader } = make();
    page.next.update((next) => ({ ...next, lesson: lessonOf('8') }));
    expect(await (await loader.getHarness(ContinueCardHarness)).action()).toBe('开始学习');
  });

  it('sets what is counted today against the cap, as time and as class hours', async () => {
    const card = await make().loader.getHarness(TodayCardHarness);
    expect(await card.figure()).toBe('1 小时 05 分');
    expect(await card.text()).toContain('1.4 学时');
    expect(await card.text()).toContain('6 小时');
    expect(await card.text()).toContain('实际学习 1 小时 20 分');
    expect(await card.text()).toContain('1.7 学时');
    expect(await card.isFull()).toBeFalse();
  });

  it('says so when the day is full', async () => {
    const { page, loader } = make();
    page.creditedMs.set(page.capMs);
    expect(await (await loader.getHarness(TodayCardHarness)).isFull()).toBeTrue();
  });

  it('marks only the deadlines that are near', async () => {
    const list = await make().loader.getHarness(DueListHarness);
    expect(await list.classes()).toEqual(['电工一班', '焊工一班', '钳工一班']);
    expect(await list.deadlines()).toEqual([
      { text: '今天是最后一天', tone: 'warn' },
      { text: '还有 6 天', tone: 'warn' },
      { text: '还有 27 天', tone: 'plain' },
    ]);
  });
});
