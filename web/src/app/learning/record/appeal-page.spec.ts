import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { MyCase } from '@minjiang/shared/integrity';
import { problemInterceptor } from '../../api/problem-interceptor.ts';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { sampleCase, sampleRefusedDay } from '../testing/samples.ts';
import { AppealPage } from './appeal-page.ts';
import { AppealPageHarness } from './appeal-page.harness.ts';
import { keyOf, subjectOf } from './appeal-rules.ts';

const verdicts = { unprovedMs: 0, evidence: null, supervisorMs: null };
const row = sampleRefusedDay();
const about = keyOf(subjectOf(row));

describe('the page of an appeal', () => {
  async function make(address: { enrolment?: string; about?: string } = {}, cases: MyCase[] = []) {
    TestBed.configureTestingModule({
      providers: [
        provideTestTexts(),
        provideRouter([{ path: 'record', children: [] }]),
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
      ],
    });
    const server = TestBed.inject(HttpTestingController);
    const fixture = TestBed.createComponent(AppealPage);
    fixture.componentRef.setInput('enrolment', address.enrolment ?? row.enrolmentId);
    fixture.componentRef.setInput('about', address.about ?? about);
    TestBed.tick();
    server.expectOne('/api/v1/me/record').flush({
      asOf: '2026-11-24T06:00:00Z',
      totals: { rawMs: 0, creditedMs: 0, classHours: 0, ...verdicts },
      ...{ courses: [], days: [], refused: [], refusedDays: [row] },
    });
    server.expectOne('/api/v1/me/checks').flush({ checks: [], makeUps: [], standings: [] });
    const page = { items: cases, total: cases.length, page: 1, pageSize: 100 };
    server.expectOne('/api/v1/me/cases?pageSize=100').flush(page);
    await new Promise((done) => setTimeout(done, 10));
    return { server, page: await TestbedHarnessEnvironment.harnessForFixture(fixture, AppealPageHarness) };
  }

  it('says in words what it is about and that one may appeal once, and sends what was written', async () => {
    const { page, server } = await make();
    const text = await page.text();
    expect(text).toContain('电工一班，《触电与急救》，2026-11-23，有 32 秒没有计入');
    expect(text).toContain('只能申诉一次');
    expect(text).toContain('3 个工作日');
    await page.write('我一直在看，没有离开。');
    await page.send();
    const call = server.expectOne('/api/v1/me/appeals');
    expect(call.request.body).toEqual({
      enrolmentId: row.enrolmentId,
      subject: subjectOf(row),
      text: '我一直在看，没有离开。',
    });
  });

  it('sends nothing that is too short to look into', async () => {
    const { page, server } = await make();
    await page.write('不对');
    await page.send();
    server.expectNone('/api/v1/me/appeals');
    expect(await page.text()).toContain('至少 5 个字符');
  });

  it('shows the appeal that there is instead of the form', async () => {
    const cases = [sampleCase({ enrolmentId: row.enrolmentId, subject: subjectOf(row) })];
    const { page } = await make({}, cases);
    expect(await page.hasForm()).toBeFalse();
    expect(await page.text()).toContain('已经申诉过');
  });

  it('knows nothing of what is not one’s own', async () => {
    const { page } = await make({ enrolment: sampleRefusedDay().enrolmentId });
    expect(await page.hasForm()).toBeFalse();
    expect(await page.text()).toContain('没有找到');
  });
});
