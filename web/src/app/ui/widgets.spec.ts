import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { Problem } from '../api/problem.ts';
import type { Loaded } from '../api/loaded.ts';
import { provideTestTexts } from '../testing/test-texts.ts';
import { Card } from './card.ts';
import { CardHarness } from './card.harness.ts';
import { EmptyState } from './empty-state.ts';
import { EmptyStateHarness } from './empty-state.harness.ts';
import { LoadState } from './load-state.ts';
import { LoadStateHarness } from './load-state.harness.ts';
import { MaskedText } from './masked-text.ts';
import { MaskedTextHarness } from './masked-text.harness.ts';
import { PageHeader } from './page-header.ts';
import { PageHeaderHarness } from './page-header.harness.ts';
import { ProgressBar } from './progress-bar.ts';
import { ProgressBarHarness } from './progress-bar.harness.ts';
import { TableFrame } from './table-frame.ts';
import { TableFrameHarness } from './table-frame.harness.ts';
import { Tag } from './tag.ts';
import { TagHarness } from './tag.harness.ts';

@Component({
  imports: [Card, EmptyState, LoadState, MaskedText, PageHeader, ProgressBar, TableFrame, Tag],
  template: `
    <mj-page-header heading="电工" [crumbs]="[{ text: '培训班', link: '/classes' }]" />
    <mj-card heading="课程">…</mj-card>
    <mj-tag tone="ok" icon="check">已完成</mj-tag>
    <mj-progress-bar [value]="754" [max]="1200" label="已计入" />
    <mj-empty-state heading="还没有学员" />
    <mj-masked-text [value]="masked()" />
    <mj-load-state [of]="page" />
    <mj-table-frame label="学员" [of]="{ total: total(), page: 2, pageSize: 20 }"
      ><table></table
    ></mj-table-frame>
  `,
})
class Everything {
  readonly masked = signal<string | null>('张*');
  readonly total = signal(48);
  readonly problem = signal<Problem | undefined>(undefined);
  tries = 0;
  readonly page: Loaded<unknown> = {
    value: signal(undefined),
    problem: this.problem,
    loading: signal(false),
    reload: () => void this.tries++,
    set: () => undefined,
  };
}

describe('widgets', () => {
  function make() {
    TestBed.configureTestingModule({ providers: [provideTestTexts(), provideRouter([])] });
    const fixture = TestBed.createComponent(Everything);
    return { page: fixture.componentInstance, loader: TestbedHarnessEnvironment.loader(fixture) };
  }

  it('a page header has one heading and says where it stands', async () => {
    const header = await make().loader.getHarness(PageHeaderHarness);
    expect(await header.heading()).toBe('电工');
    expect(await header.crumbs()).toEqual(['培训班']);
  });

  it('a card names itself', async () => {
    expect(await (await make().loader.getHarness(CardHarness)).heading()).toBe('课程');
  });

  it('a tag says its state with a word and an icon, not with colour alone', async () => {
    const tag = await make().loader.getHarness(TagHarness);
    expect(await tag.text()).toBe('已完成');
    expect(await tag.hasIcon()).toBeTrue();
    expect(await tag.tone()).toContain('ok');
  });

  it('a progress bar cuts its percent, so that 100 means all', async () => {
    const bar = await make().loader.getHarness(ProgressBarHarness);
    expect(await bar.percent()).toBe(62);
    expect(await bar.label()).toBe('已计入');
  });

  it('an empty state says what is missing', async () => {
    expect(await (await make().loader.getHarness(EmptyStateHarness)).heading()).toBe('还没有学员');
  });

  it('masked text is shown with stars and heard without', async () => {
    const { page, loader } = make();
    const text = await loader.getHarness(MaskedTextHarness);
    expect(await text.seen()).toBe('张*');
    expect(await text.heard()).toBe('张 已脱敏');
    page.masked.set(null);
    expect(await text.seen()).toBeUndefined();
  });

  it('loading shows a skeleton, a fault shows its sentence and tries again', async () => {
    const { page, loader } = make();
    const state = await loader.getHarness(LoadStateHarness);
    expect(await state.isSkeleton()).toBeTrue();
    page.problem.set(new Problem({ code: 'offline', status: 0 }));
    expect(await state.error()).toBe('连不上网络。请检查网络后重试。');
    await state.retry();
    expect(page.tries).toBe(1);
  });

  it('an unknown fault gives the number to quote', async () => {
    const { page, loader } = make();
    page.problem.set(new Problem({ code: 'never-heard-of', status: 418, reference: 'A-17' }));
    expect(await (await loader.getHarness(LoadStateHarness)).error()).toContain('A-17');
  });

  it('a table tells its range and keeps the page in the address', async () => {
    const { page, loader } = make();
    const table = await loader.getHarness(TableFrameHarness);
    expect(await table.range()).toBe('第 21–40 条，共 48 条');
    expect(await table.next()).toContain('page=3');
    page.total.set(12);
    expect(await table.hasPager()).toBeFalse();
  });
});
