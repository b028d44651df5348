import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { Figures } from './figures.ts';
import { FiguresHarness } from './figures.harness.ts';
import { Tabs } from './tabs.ts';
import { TabsHarness } from './tabs.harness.ts';

@Component({ template: '' })
class Nothing {}

@Component({
  imports: [Figures, Tabs],
  template: `
    <mj-figures [figures]="[{ label: '在册', value: '48 人', note: '今日' }]" />
    <mj-tabs
      label="各部分"
      [tabs]="[
        { text: '进度', link: '/c', exact: true },
        { text: '名册', link: ['/c', 'roster'] },
      ]"
    />
  `,
})
class Parts {}

describe('parts of a page', () => {
  async function make(address: string) {
    const routes = [{ path: '**', component: Nothing }];
    TestBed.configureTestingModule({ providers: [provideRouter(routes)] });
    const fixture = TestBed.createComponent(Parts);
    await TestBed.inject(Router).navigateByUrl(address);
    return TestbedHarnessEnvironment.loader(fixture);
  }

  it('figures stand under their names', async () => {
    expect(await (await (await make('/')).getHarness(FiguresHarness)).read()).toEqual({ 在册: '48 人' });
  });

  it('a tab is current whatever filters stand in the address', async () => {
    const tabs = await (await make('/c?state=behind')).getHarness(TabsHarness);
    expect(await tabs.texts()).toEqual(['进度', '名册']);
    expect(await tabs.current()).toBe('进度');
  });

  it('a tab is current on the pages below it, unless it is exact', async () => {
    const tabs = await (await make('/c/roster/new')).getHarness(TabsHarness);
    expect(await tabs.current()).toBe('名册');
  });
});
