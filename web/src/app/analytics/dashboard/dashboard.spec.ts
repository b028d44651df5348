import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { Dashboard } from '@minjiang/shared/analytics';
import { type Permission, permissionsOf, type Role } from '@minjiang/shared/identity';
import { newId } from '@minjiang/shared/kernel';
import { Session } from '../../shell/session.ts';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { DashboardPage } from './dashboard-page.ts';
import { daysUntil, waits } from './dashboard-rules.ts';

describe('the first screen of staff', () => {
  async function shown(role: Role, answer: Partial<Dashboard>) {
    const held = permissionsOf(role);
    TestBed.configureTestingModule({
      providers: [
        provideTestTexts(),
        provideRouter([]),
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: Session, useValue: { may: (permission: Permission) => held.includes(permission) } },
      ],
    });
    const fixture = TestBed.createComponent(DashboardPage);
    fixture.detectChanges();
    const whole = {
      asOf: '2026-11-24T06:05:00Z',
      today: '2026-11-24',
      figures: [],
      imports: [],
      classes: [],
      ...answer,
    };
    TestBed.inject(HttpTestingController).expectOne('/api/v1/dashboard').flush(whole);
    await fixture.whenStable();
    const page = fixture.nativeElement as HTMLElement;
    return {
      text: page.textContent.replace(/\s+/g, ' '),
      links: [...page.querySelectorAll('a')].map((link) => link.getAttribute('href')),
    };
  }
  const figure = (code: Dashboard['figures'][number]['code'], count: number, at: string | null = null) => ({
    code,
    count,
    at,
    day: null,
  });

  it('says what waits for a decision before how things stand, each with the way to its list', async () => {
    const figures = [
      { ...figure('classes-draft', 2), day: '2026-12-01' },
      figure('classes-open', 3),
      figure('classes-finished', 0),
    ];
    const { text, links } = await shown('institution-admin', { figures });
    expect(text).toContain('2个培训班还没有开班');
    expect(text).toContain('2026-12-01');
    expect(text.indexOf('还没有开班')).toBeLessThan(text.indexOf('情况'));
    expect(links).toEqual(['/classes?state=draft', '/classes?state=open', '/classes?state=finished']);
  });

  it('leads from the learners of a class to just those', async () => {
    const classId = newId();
    const of = { classId, name: '一班', closesOn: '2026-11-30', enrolled: 5 };
    const standings = [
      { state: 'behind' as const, learners: 4 },
      { state: 'done' as const, learners: 1 },
    ];
    const { text, links } = await shown('instructor', { classes: [{ ...of, standings }] });
    expect(text).toContain('还有 6 天');
    expect(links).toContain(`/classes/${classId}?state=behind`);
    expect(links).not.toContain(`/classes/${classId}?state=not-begun`);
  });

  it('leads to the imports that wait for a decision, with what is wrong in them', async () => {
    const [classId, importId, outlineId] = [newId(), newId(), newId()];
    const of = { good: 198, bad: 2, expiresAt: '2026-11-24T07:05:00Z' };
    const { text, links } = await shown('institution-admin', {
      imports: [
        { ...of, kind: 'roster', importId, classId, className: '一班' },
        { ...of, bad: 0, kind: 'programmes', importId: outlineId, classId: null, className: null },
      ],
    });
    expect(text).toContain('一班：花名册已检查完，等您决定');
    expect(text).toContain('198 行没有问题，2 行有问题；结果保留到 2026-11-24 15:05');
    expect(text).toContain('198 行，没有问题；结果保留到');
    expect(text).not.toContain('没有等您处理的事');
    expect(links).toEqual([
      `/classes/${classId}/import?import=${importId}`,
      `/programmes/import?import=${outlineId}`,
    ]);
  });

  it('says that nothing waits', async () => {
    const { text } = await shown('centre-admin', { figures: [figure('machines-held', 0)] });
    expect(text).toContain('没有等您处理的事');
  });

  it('keeps the duties of operators apart: a case waits for whoever may decide about it', async () => {
    const open = figure('cases-open', 2, '2026-11-25T02:00:00Z');
    const may = (role: Role) => (permission: Permission) => permissionsOf(role).includes(permission);
    expect(waits(open, may('system-admin'))).toBeTrue();
    expect(waits(open, may('audit-admin'))).toBeFalse();
    expect(waits(figure('cases-proposed', 1), may('security-admin'))).toBeTrue();
    expect(waits(figure('cases-proposed', 1), may('system-admin'))).toBeFalse();
    expect(waits(figure('exports-asked', 1), may('security-admin'))).toBeTrue();
    expect(daysUntil('2026-11-20', '2026-11-24')).toBe(0);
    const { text, links } = await shown('system-admin', { figures: [open, figure('events-undelivered', 7)] });
    expect(text).toContain('2026-11-25 10:00');
    expect(links).toEqual(['/cases?state=open']);
  });
});
