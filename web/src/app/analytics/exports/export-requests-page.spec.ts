import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { ExportRequest } from '@minjiang/shared/analytics';
import { newId } from '@minjiang/shared/kernel';
import { problemInterceptor } from '../../api/problem-interceptor.ts';
import { called } from '../../testing/called.ts';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { ConfirmDialogHarness } from '../../ui/confirm-dialog.harness.ts';
import { ExportRequestsPage } from './export-requests-page.ts';

const list = '/api/v1/export-requests?page=1';

describe('requests for personal data in clear', () => {
  async function make(request: ExportRequest) {
    TestBed.configureTestingModule({
      providers: [
        provideTestTexts(),
        provideRouter([]),
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
      ],
    });
    const server = TestBed.inject(HttpTestingController);
    const fixture = TestBed.createComponent(ExportRequestsPage);
    TestBed.tick();
    const found = { items: [request], total: 1, page: 1, pageSize: 20 };
    server.expectOne(list).flush(found);
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    const settled = () => new Promise((done) => setTimeout(done, 20)).then(() => fixture.whenStable());
    return {
      ...{ server, settled, found, text: () => host.textContent },
      async agree() {
        [...host.querySelectorAll('button')].find(({ textContent }) => textContent.includes('批准'))!.click();
        await settled();
        const loader = TestbedHarnessEnvironment.documentRootLoader(fixture);
        await (await loader.getHarness(ConfirmDialogHarness)).confirm();
        return called(server, `/api/v1/export-requests/${request.exportId}/decision`);
      },
    };
  }
  const request: ExportRequest = {
    ...{ exportId: newId(), kind: 'roster', format: 'xlsx', role: 'institution-admin', state: 'asked' },
    ...{ organisationName: '榕城技工学校', maskedName: '林**', reason: '现场核查要逐人核对。', opened: 0 },
    ...{ askedAt: '2026-11-24T06:00:00Z', decidedAt: null, can: { decide: true } },
    filters: [{ code: 'class', text: '电工五级 一班', word: null }],
  };

  it('say what of, who asks and why, and are decided after a question', async () => {
    const { text, agree } = await make(request);
    for (const words of ['Excel', '电工五级 一班', '林**', '榕城技工学校', '现场核查', '等待批准'])
      expect(text()).toContain(words);
    expect((await agree()).request.body).toEqual({ agree: true });
  });

  it('that could not be decided say why, and are asked for anew', async () => {
    const { server, agree, settled, found, text } = await make(request);
    const refused = { type: 'about:blank', title: 'x', status: 409, code: 'export-over' };
    (await agree()).flush(refused, { status: 409, statusText: 'Conflict' });
    (await called(server, list)).flush({ ...found, items: [{ ...request, state: 'cancelled' }] });
    await settled();
    expect(text()).toContain('已取消');
    expect(document.querySelector('[role=alert]')?.textContent).toBeTruthy();
  });
});
