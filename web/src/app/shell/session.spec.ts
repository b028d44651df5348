import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import type { OwnAccount } from '@minjiang/shared/identity';
import { problemInterceptor } from '../api/problem-interceptor.ts';
import { SessionEnd } from '../api/session-end.ts';
import { Session } from './session.ts';

@Component({ template: '' })
class Blank {}

const assignment = {
  id: '0198b000-0000-7000-8000-000000000001',
  role: 'learner',
  organisationId: null,
  organisationName: null,
  regionCode: null,
  from: '2026-01-01',
  to: null,
} as const;
const account: OwnAccount = {
  id: '0198b000-0000-7000-8000-000000000002',
  name: '张三',
  maskedName: '张*',
  maskedPhone: null,
  maskedIdNumber: null,
  userName: null,
  largeText: false,
  assignments: [assignment],
  active: assignment,
};

describe('a session of the page', () => {
  async function make() {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        provideRouter([
          { path: 'sign-in', component: Blank },
          { path: 'record', component: Blank },
        ]),
      ],
    });
    const [router, session, end] = [
      TestBed.inject(Router),
      TestBed.inject(Session),
      TestBed.inject(SessionEnd),
    ];
    await router.navigateByUrl('/record?page=2');
    return { router, session, end, server: TestBed.inject(HttpTestingController) };
  }
  const settled = async () => {
    TestBed.tick();
    await new Promise((resolve) => setTimeout(resolve, 20));
  };

  it('that ended elsewhere leads to sign-in with the reason and the address to come back to', async () => {
    const { router, session, end } = await make();
    session.became(account);
    end.report('session-displaced');
    await settled();
    expect(session.account()).toBeUndefined();
    expect(router.url).toBe('/sign-in?why=session-displaced&next=%2Frecord%3Fpage%3D2');
  });

  it('that one ends by oneself is no news', async () => {
    const { router, session, end, server } = await make();
    session.became(account);
    const leaving = session.signOut();
    end.report('session-ended');
    await settled();
    server.expectOne('/api/v1/sign-out').flush(null, { status: 204, statusText: '' });
    await leaving;
    end.report('session-ended');
    await settled();
    expect(session.account()).toBeUndefined();
    expect(router.url).toBe('/sign-in');
  });

  it('begins with who the server says it is', async () => {
    const { session, server } = await make();
    const role = session.signIn('zhangsan', 'Own-pass-2026');
    server.expectOne('/api/v1/sign-in').flush({ account });
    expect(await role).toBe('learner');
    expect(session.account()?.maskedName).toBe('张*');
    expect(session.may('study')).toBeTrue();
    expect(session.may('account:write')).toBeFalse();
  });
});
