import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { binMs, type ResourceDetail, type ResourceRow } from '@minjiang/shared/analytics';
import { newId } from '@minjiang/shared/kernel';
import { problemInterceptor } from '../../api/problem-interceptor.ts';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { ResourcePage } from './resource-page.ts';
import { ResourcesPage } from './resources-page.ts';

const row = (more: Partial<ResourceRow> = {}): ResourceRow => ({
  ...{
    resourceId: newId(),
    kind: 'video',
    name: '安全用电',
    durationMs: 15_000,
    use: 'used',
    views: 7,
    learners: 4,
  },
  ...{
    seenMs: 60_000,
    creditedMs: 45_000,
    finished: 1,
    lessons: 2,
    lastViewedOn: '2026-11-24',
    storedBytes: 3_145_728,
  },
  ...more,
});
const totals = {
  ...{ resources: 3, byUse: { used: 1, 'not-viewed': 1, 'not-running': 0, 'not-placed': 1 }, views: 7 },
  ...{ seenMs: 60_000, originalBytes: 1_048_576, derivedBytes: 2_097_152, asOf: '2026-11-24T06:00:00Z' },
};

function provide() {
  TestBed.configureTestingModule({
    providers: [
      provideTestTexts(),
      provideRouter([]),
      provideHttpClient(withInterceptors([problemInterceptor])),
      provideHttpClientTesting(),
    ],
  });
  return TestBed.inject(HttpTestingController);
}

const settle = () => new Promise((done) => setTimeout(done, 10));

describe('the use of resources', () => {
  async function list(items: ResourceRow[], address: Readonly<Record<string, string>> = {}, url = '') {
    const server = provide();
    const fixture = TestBed.createComponent(ResourcesPage);
    for (const [name, value] of Object.entries(address)) fixture.componentRef.setInput(name, value);
    TestBed.tick();
    server
      .expectOne(`/api/v1/resources?page=1${url || '&sort=-views'}`)
      .flush({ items, total: items.length, page: 1, pageSize: 20, totals });
    await settle();
    await fixture.whenStable();
    return fixture.nativeElement as HTMLElement;
  }

  it('lists what is seen and finished, and what everything takes to store', async () => {
    const host = await list([row(), row({ kind: 'picture', name: '接线图' })]);
    const text = host.textContent;
    for (const words of ['安全用电', '1 / 4 (25%)', '0:01:00', '3.0 MB', '原文件 1.0 MB，转码 2.0 MB'])
      expect(text).toContain(words);
    const cells = [...host.querySelectorAll('tbody tr')].map((line) =>
      [...line.children].map((c) => c.textContent.trim()),
    );
    expect(cells[1]!.slice(2, 6)).toEqual(['–', '–', '–', '–']);
  });

  it('asks by what stands in the address, and leaves out what is no choice', async () => {
    const address = { kind: 'video', use: 'no-such', sort: 'stored', find: ' 电 ' };
    const asked = `&kind=video&find=${encodeURIComponent('电')}&sort=stored`;
    const host = await list([], address, asked);
    expect(host.textContent).toContain('没有符合条件的资源');
  });
});

describe('the page of a resource', () => {
  const of = (more: Partial<ResourceDetail> = {}): ResourceDetail => ({
    ...row(),
    bins: [20_000, 10_000, 0].map((seenMs, i) => ({
      fromMs: i * binMs,
      seenMs,
      creditedMs: seenMs,
      reached: 4 - i,
    })),
    dropOffs: [{ fromMs: 0, toMs: 10_000, learners: 3 }],
    droppedOff: 3,
    ...{ originalBytes: 1_048_576, derivedBytes: 2_097_152, asOf: '2026-11-24T06:00:00Z' },
    days: [{ day: '2026-11-24', views: 7, seenMs: 60_000 }],
    places: [{ programmeId: newId(), programmeName: '电工', lessonName: '安全用电', running: true }],
    ...more,
  });

  async function open(resource: ResourceDetail) {
    const server = provide();
    const fixture = TestBed.createComponent(ResourcePage);
    fixture.componentRef.setInput('resourceId', resource.resourceId);
    TestBed.tick();
    server.expectOne(`/api/v1/resources/${resource.resourceId}`).flush({ resource });
    await settle();
    await fixture.whenStable();
    return fixture.nativeElement as HTMLElement;
  }

  it('draws the heat, says it in words and as a table, and names where learners drop off', async () => {
    const host = await open(of());
    expect(host.querySelectorAll('rect').length).toBe(3);
    expect(host.querySelector('mj-heat-strip p')?.textContent).toContain(
      '看得最多的是 0:00 – 0:05，平均每人 1.0 次',
    );
    expect(host.querySelectorAll('mj-heat-strip tbody tr').length).toBe(3);
    expect(host.textContent).toContain('没学完并且 7 天以上没有再看的有 3 人');
    expect(host.textContent).toContain('0:00 – 0:10');
    expect(host.textContent).toContain('正在开班');
  });

  it('names no place that is seen most where all are seen alike', async () => {
    const bins = [0, 5000].map((fromMs) => ({ fromMs, seenMs: 30_000, creditedMs: 30_000, reached: 3 }));
    const words = (await open(of({ learners: 3, bins }))).querySelector('mj-heat-strip p')?.textContent;
    expect(words).toContain('各处看得一样多，平均每人 2.0 次。');
  });

  it('says that nobody has seen it, or that a picture is not timed', async () => {
    const unseen = await open(of({ learners: 0, views: 0, bins: [], use: 'not-viewed', places: [] }));
    expect(unseen.textContent).toContain('还没有人看过');
    expect(unseen.textContent).toContain('没有用于任何已发布的项目');
    TestBed.resetTestingModule();
    expect((await open(of({ kind: 'picture', bins: [] }))).textContent).toContain('图片不单独计时');
  });
});
