import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { newId } from '@minjiang/shared/kernel';
import type { MyRating, Rating, RatingProgress } from '@minjiang/shared/learning';
import { problemInterceptor } from '../../api/problem-interceptor.ts';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { RatingPage } from './rating-page.ts';
import { RatingPageHarness } from './rating-page.harness.ts';

const enrolmentId = newId();
const own = `/api/v1/me/enrolments/${enrolmentId}/rating`;
const at = '2026-11-24T06:00:00Z';
const mine = (more: Partial<MyRating> = {}): MyRating => ({
  ...{ ratingId: newId(), version: 1, stars: 4, text: '讲得清楚', at, edited: false, hiddenReason: null },
  ...more,
});
const fellow = (more: Partial<Rating> = {}): Rating => ({
  ...{ ratingId: newId(), version: 1, stars: 5, text: '很好', hidden: false, maskedName: '林*华' },
  ...{ own: false, at, edited: false, reported: false },
  ...more,
});

describe('the page of the own rating', () => {
  async function make(rating: MyRating | null, progress: Partial<RatingProgress> = {}, items: Rating[] = []) {
    TestBed.configureTestingModule({
      providers: [
        provideTestTexts(),
        provideRouter([]),
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
      ],
    });
    const server = TestBed.inject(HttpTestingController);
    const fixture = TestBed.createComponent(RatingPage);
    fixture.componentRef.setInput('enrolmentId', enrolmentId);
    TestBed.tick();
    server.expectOne(own).flush({
      programmeName: '电工（五级）',
      className: '电工一班',
      mine: rating,
      progress: { creditedMs: 600_000, neededMs: 540_000, lessonsDone: 0, may: true, ...progress },
      summary: { count: 1, stars: [0, 0, 0, 1, 0], average: null },
    });
    server
      .expectOne(`${own}s?page=1&pageSize=10`)
      .flush({ items, total: items.length, page: 1, pageSize: 10 });
    await new Promise((done) => setTimeout(done, 10));
    return { server, page: await TestbedHarnessEnvironment.harnessForFixture(fixture, RatingPageHarness) };
  }

  it('sends stars and words, and wants a number of stars', async () => {
    const { server, page } = await make(null);
    await page.send();
    server.expectNone(own);
    expect(await page.text()).toContain('请填写');
    await page.choose(5);
    await page.send();
    const call = server.expectOne(own);
    expect([call.request.method, call.request.body]).toEqual(['PUT', { stars: 5, text: null }]);
  });

  it('shows the own rating to be changed, and why its words are hidden', async () => {
    const { server, page } = await make(mine({ hiddenReason: '含有电话号码' }));
    expect([await page.chosen(), await page.words()]).toEqual(['4', '讲得清楚']);
    expect(await page.text()).toContain('含有电话号码');
    await page.write('改好了');
    await page.send();
    expect(server.expectOne(own).request.body).toEqual({ stars: 4, text: '改好了' });
  });

  it('says what is missing before one may rate', async () => {
    const { page } = await make(null, { may: false, creditedMs: 60_000 });
    expect(await page.hasForm()).toBeFalse();
    const text = await page.text();
    expect(text).toContain('还不能评价');
    expect(text).toContain('0:01:00 / 0:09:00');
  });

  it('lets the words of others be reported, once, and not one’s own or hidden ones', async () => {
    const items = [
      fellow(),
      fellow({ own: true }),
      fellow({ reported: true }),
      fellow({ hidden: true, text: null }),
      fellow({ text: null }),
    ];
    const { page } = await make(mine(), {}, items);
    expect(await page.reportable()).toBe(1);
    const text = await page.text();
    expect(text).toContain('共 1 条评价');
    expect(text).toContain('评价满 5 条以后');
    expect(text).toContain('已由平台隐藏');
  });
});
