import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { newId } from '@minjiang/shared/kernel';
import { refusalReasons, type StudyLeaseView } from '@minjiang/shared/learning';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { type Credit, creditOf, type StripView } from './credit-rules.ts';
import { CreditStrip } from './credit-strip.ts';
import { CreditStripHarness } from './credit-strip.harness.ts';

const lease: StudyLeaseView = {
  leaseId: newId(),
  epoch: 1,
  lessonId: newId(),
  kind: 'video',
  durationMs: 1_200_000,
  resumeAtMs: 0,
  frontierMs: 754_000,
  state: 'part',
  creditedMs: 754_000,
  today: { creditedMs: 3_900_000, capMs: 21_600_000 },
  beatEveryMs: 15_000,
  rules: {
    maxRate: 1.5,
    maxGapMs: 60_000,
    seekForwardOnFirstViewing: false,
    dailyCapMs: 21_600_000,
    permittedFromMinute: 360,
    permittedToMinute: 1320,
    minutesPerClassHour: 45,
  },
  nonce: '',
  gate: 'open',
  playback: null,
  blocks: null,
  agreementKey: null,
};

@Component({
  imports: [CreditStrip],
  template: `<mj-credit-strip [view]="view()" [credit]="credit()" [lease]="lease" />`,
})
class Page {
  readonly lease = lease;
  readonly view = signal<StripView>({ says: 'counting' });
  readonly credit = signal<Credit>(creditOf(lease));
}

describe('the strip under the picture', () => {
  async function make() {
    TestBed.configureTestingModule({ providers: [provideTestTexts()] });
    const fixture = TestBed.createComponent(Page);
    const strip = await TestbedHarnessEnvironment.loader(fixture).getHarness(CreditStripHarness);
    return { page: fixture.componentInstance, strip };
  }

  it('says what is counted of the lesson and of the day', async () => {
    const { strip } = await make();
    expect(await strip.lesson()).toBe('本节已计入 12:34 / 20:00');
    expect(await strip.text()).toContain('今日 1 小时 05 分 / 6 小时');
    expect(await strip.state()).toBe('正在计时');
    expect(await strip.why()).toBeUndefined();
  });

  it('turns to the reason, what was lost and what to do', async () => {
    const { page, strip } = await make();
    page.view.set({ says: 'refused', reason: 'not-foreground', lostMs: 32_000 });
    const why = await strip.why();
    expect(why).toContain('学习页面不在最前面');
    expect(why).toContain('刚才 32 秒没有计入。');
    expect(why).toContain('再继续播放');
    expect(await strip.state()).toBeUndefined();
    expect(await strip.lesson()).toBe('本节已计入 12:34 / 20:00');
  });

  it('leaves no place in the sentence of any reason unfilled', async () => {
    const { page, strip } = await make();
    for (const reason of refusalReasons) {
      page.view.set({ says: 'refused', reason, lostMs: 0 });
      expect(await strip.why())
        .withContext(reason)
        .not.toMatch(/[{}]|undefined|没有计入。$/);
    }
  });

  it('names the limits of this programme', async () => {
    const { page, strip } = await make();
    page.view.set({ says: 'refused', reason: 'hours', lostMs: 0 });
    expect(await strip.why()).toContain('06:00–22:00');
    page.view.set({ says: 'refused', reason: 'rate', lostMs: 0 });
    expect(await strip.why()).toContain('1.5 倍');
  });

  it('says that nothing is lost while the network is away, and how much waits', async () => {
    const { page, strip } = await make();
    page.view.set({ says: 'offline', waitingMs: 45_000 });
    expect(await strip.why()).toContain('已学的时间保存在本机');
    expect(await strip.why()).toContain('等待上报：45 秒');
    expect(await strip.why()).not.toContain('已为您暂停');
    page.view.set({ says: 'offline', waitingMs: 48_000 });
    expect(await strip.why()).toContain('已为您暂停');
  });

  it('tells once more what an interruption has cost when it is over', async () => {
    const { page, strip } = await make();
    page.view.set({
      says: 'counting',
      lost: { reason: 'not-foreground', lostMs: 7000, ongoing: false },
    });
    expect(await strip.lost()).toBe('刚才 7 秒没有计入：学习页面不在最前面');
    expect(await strip.state()).toBe('正在计时');
  });
});
