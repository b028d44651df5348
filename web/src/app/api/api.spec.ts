import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { defineRoute, noContent, pageQuery } from '@minjiang/shared/kernel';
import * as z from 'zod';
import { Api } from './api.ts';
import { Problem } from './problem.ts';
import { problemInterceptor } from './problem-interceptor.ts';
import { SessionEnd } from './session-end.ts';

const list = defineRoute({
  id: 'spec.list',
  method: 'GET',
  path: '/api/v1/classes/{classId}/things',
  summary: '',
  permission: 'signed-in',
  scope: { of: 'own' },
  params: z.object({ classId: z.string() }),
  query: pageQuery.extend({ state: z.string().optional() }),
  answer: z.object({ items: z.array(z.string()) }),
});
const close = defineRoute({
  id: 'spec.close',
  method: 'POST',
  path: '/api/v1/things',
  summary: '',
  permission: 'signed-in',
  scope: { of: 'own' },
  body: z.strictObject({ name: z.string() }),
  answer: noContent,
  status: 204,
});

describe('a call', () => {
  function make() {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([problemInterceptor])), provideHttpClientTesting()],
    });
    return {
      api: TestBed.inject(Api),
      server: TestBed.inject(HttpTestingController),
      end: TestBed.inject(SessionEnd),
    };
  }

  it('fills the path, writes the query without what is not given, and drops unknown fields', async () => {
    const { api, server } = make();
    const answer = api.call(list, { params: { classId: 'a/b' }, query: { page: 2, state: undefined } });
    server.expectOne('/api/v1/classes/a%2Fb/things?page=2').flush({ items: ['x'], grown: 1 });
    expect(await answer).toEqual({ items: ['x'] });
  });

  it('sends a body and takes an answer without one', async () => {
    const { api, server } = make();
    const answer = api.call(close, { body: { name: 'a' } });
    const request = server.expectOne('/api/v1/things');
    expect(request.request.body).toEqual({ name: 'a' });
    request.flush(null, { status: 204, statusText: '' });
    expect(await answer).toBeUndefined();
  });

  it('refuses an answer of another shape', async () => {
    const { api, server } = make();
    const answer = api.call(list, { params: { classId: 'a' } });
    server.expectOne('/api/v1/classes/a/things').flush({ items: 'x' });
    await expectAsync(answer).toBeRejectedWith(jasmine.objectContaining({ code: 'answer-shape' }));
  });

  it('turns a problem document into a problem', async () => {
    const { api, server } = make();
    const answer = api.call(close, { body: { name: 'a' } });
    const document = {
      type: 'about:blank',
      title: '',
      status: 429,
      code: 'sign-in-locked',
      retryAfterSeconds: 300,
    };
    server.expectOne('/api/v1/things').flush(document, { status: 429, statusText: '' });
    const problem = await answer.catch((fault: unknown) => fault);
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toEqual(jasmine.objectContaining({ code: 'sign-in-locked', retryAfterSeconds: 300 }));
  });

  it('calls a missing answer offline, and an overloaded gateway busy', async () => {
    const { api, server } = make();
    const first = api.call(list, { params: { classId: 'a' } });
    server.expectOne(() => true).error(new ProgressEvent('error'));
    await expectAsync(first).toBeRejectedWith(jasmine.objectContaining({ code: 'offline' }));
    const second = api.call(list, { params: { classId: 'a' } });
    server
      .expectOne(() => true)
      .flush('<html>', { status: 503, statusText: '', headers: { 'Retry-After': '7' } });
    await expectAsync(second).toBeRejectedWith(
      jasmine.objectContaining({ code: 'busy', retryAfterSeconds: 7 }),
    );
  });

  it('reports the end of a session with its reason, but not a refused sign-in', async () => {
    const { api, server, end } = make();
    const refuse = (code: string) => {
      const answer = api.call(close, { body: { name: 'a' } }).catch(() => undefined);
      server
        .expectOne(() => true)
        .flush({ type: '', title: '', status: 401, code }, { status: 401, statusText: '' });
      return answer;
    };
    await refuse('sign-in-refused');
    expect(end.reason()).toBeUndefined();
    await refuse('session-displaced');
    expect(end.reason()).toBe('session-displaced');
  });
});
