import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { MyCase } from '@minjiang/shared/integrity';
import { problemInterceptor } from '../../api/problem-interceptor.ts';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { sampleStanding } from '../check/testing/samples.ts';
import { sampleCase } from '../testing/samples.ts';
import { RecordPage } from './record-page.ts';

const verdicts = { unprovedMs: 0, evidence: null, supervisorMs: null };

describe('the record of a learner to whom nothing was credited yet', () => {
  async function make(more: { stopped?: boolean; cases?: readonly MyCase[] }): Promise<HTMLElement> {
    TestBed.configureTestingModule({
      providers: [
        provideTestTexts(),
        provideRouter([]),
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
      ],
    });
    const server = TestBed.inject(HttpTestingController);
    const fixture = TestBed.createComponent(RecordPage);
    TestBed.tick();
    server.expectOne('/api/v1/me/record').flush({
      asOf: '2026-11-24T06:00:00Z',
      totals: { rawMs: 0, creditedMs: 0, classHours: 0, ...verdicts },
      ...{ courses: [], days: [], refused: [], refusedDays: [] },
    });
    const standings = [{ ...sampleStanding({ stopped: more.stopped ?? false }), className: '电工一班' }];
    server.expectOne('/api/v1/me/checks').flush({ checks: [], makeUps: [], standings });
    const cases = more.cases ?? [];
    const page = { items: cases, total: cases.length, page: 1, pageSize: 100 };
    server.expectOne('/api/v1/me/cases?pageSize=100').flush(page);
    await new Promise((done) => setTimeout(done, 10));
    fixture.detectChanges();
    return fixture.nativeElement as HTMLElement;
  }

  it('says that there is nothing, and no more', async () => {
    const host = await make({});
    expect(host.querySelector('mj-empty-state')).not.toBeNull();
    expect(host.querySelector('mj-checks-card, mj-cases-card')).toBeNull();
  });

  it('shows that study was stopped, where the lesson sends him', async () => {
    const host = await make({ stopped: true });
    expect(host.querySelector('#checks')?.textContent).toContain('暂时不能继续计时');
  });

  it('shows his cases', async () => {
    const host = await make({ cases: [sampleCase()] });
    expect(host.querySelector('#cases li')).not.toBeNull();
  });
});
