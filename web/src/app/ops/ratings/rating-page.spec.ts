import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { newId } from '@minjiang/shared/kernel';
import type { RatingHistory } from '@minjiang/shared/learning';
import { problemInterceptor } from '../../api/problem-interceptor.ts';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { RatingPage } from './rating-page.ts';

const ratingId = newId();
const at = '2026-11-24T06:00:00Z';
const history = (more: Partial<RatingHistory> = {}): RatingHistory => ({
  ...{ ratingId, version: 3, stars: 1, text: '别来', hidden: false, withdrawn: false, maskedName: '陈*兰' },
  ...{ programmeName: '电工', institutionName: '福州学校', at, waitingSince: at, openReports: 1 },
  versions: [{ version: 3, stars: 1, text: '别来', at }],
  reports: [{ version: 3, by: 'learner', reason: 'insult', note: '骂人', at, answered: false }],
  decisions: [],
  ...more,
});

describe('the page of a rating that was reported', () => {
  async function make(of: RatingHistory) {
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
    fixture.componentRef.setInput('ratingId', ratingId);
    TestBed.tick();
    server.expectOne(`/api/v1/ratings/${ratingId}`).flush({ rating: of });
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    const decide = async (index: number, reason: string) => {
      const words = host.querySelector('textarea')!;
      words.value = reason;
      words.dispatchEvent(new Event('input'));
      host.querySelectorAll<HTMLButtonElement>('button[type=submit]')[index]!.click();
      await new Promise((done) => setTimeout(done, 10));
      return server.match(`/api/v1/ratings/${ratingId}/decision`);
    };
    const settle = async () => {
      await new Promise((done) => setTimeout(done, 10));
      await fixture.whenStable();
    };
    return { host, settle, decide };
  }

  it('shows who reported it and why, and hides its words with a reason, as they were read', async () => {
    const { host, settle, decide } = await make(history());
    expect(host.textContent).toContain('1 次举报');
    expect(host.textContent).toContain('骂人');
    expect(await decide(0, '短')).toEqual([]);
    const [call] = await decide(0, '含有侮辱他人的话');
    expect(call!.request.body).toEqual({ version: 3, decision: 'hide', reason: '含有侮辱他人的话' });
    call!.flush({ rating: history({ hidden: true, openReports: 0, waitingSince: null }) });
    await settle();
    expect(host.textContent).toContain('文字已隐藏');
  });

  it('lets hidden words be read again', async () => {
    const { decide } = await make(history({ hidden: true }));
    const [call] = await decide(1, '改正后可以显示');
    expect((call!.request.body as { decision: string }).decision).toBe('show');
  });

  it('says when its author has changed it meanwhile', async () => {
    const { host, settle, decide } = await make(history());
    const [call] = await decide(1, '没有违反规定');
    call!.flush({ code: 'conflict', status: 409 }, { status: 409, statusText: 'Conflict' });
    await settle();
    expect(host.querySelector('[role=alert]')?.textContent.trim()).toBeTruthy();
  });
});
