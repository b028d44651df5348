import * as z from 'zod';
import { defineRoute, id, newId } from '@minjiang/shared/kernel';
import { route } from '../http/context.ts';
import { testActors } from './actors.ts';
import { testApp, type TestApp } from './client.ts';

const greet = defineRoute({
  id: 'spec.greet',
  method: 'POST',
  path: '/api/v1/spec/{thingId}',
  summary: 'Greets',
  permission: 'class:read',
  scope: { of: 'subject', kind: 'thing', param: 'thingId' },
  params: z.object({ thingId: id() }),
  query: z.object({ times: z.coerce.number().int().min(1).default(1) }),
  body: z.strictObject({ name: z.string() }),
  answer: z.object({ text: z.string() }),
});

describe('the test client', () => {
  const actors = testActors();
  const mine = newId();
  const staff = actors.enter({ role: 'institution-admin', organisationId: newId() });
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp({
      routes: [
        route(greet, ({ body, query }) => Promise.resolve({ text: body.name.repeat(query.times), extra: 1 })),
      ],
      authenticate: actors.authenticate,
      subjects: { thing: (thing) => Promise.resolve(thing === mine ? staff.organisationId : null) },
    });
  });
  afterAll(() => app.close());

  it('sends every part of a contract and strips what it does not promise', async () => {
    const { cookie } = staff;
    const answer = await app.call(greet, {
      params: { thingId: mine },
      query: { times: 2 },
      body: { name: '好' },
      cookie,
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ text: '好好' });
  });

  it('answers problems, and refuses to read a body out of them', async () => {
    const given = { params: { thingId: mine }, body: { name: '好' } };
    const nobody = await app.call(greet, given);
    expect(nobody.problem?.code).toBe('not-signed-in');
    expect(() => nobody.body).toThrowError(/401 not-signed-in/);
    const learner = actors.enter({ role: 'learner' });
    expect((await app.call(greet, { ...given, cookie: learner.cookie })).problem?.code).toBe('forbidden');
    const foreign = await app.call(greet, { ...given, params: { thingId: newId() }, cookie: staff.cookie });
    expect(foreign.status).toBe(404);
    const bad = await app.send('POST', `/api/v1/spec/${mine}`, { body: { name: 5 }, cookie: staff.cookie });
    expect(bad.problem?.errors?.[0]).toEqual(jasmine.objectContaining({ in: 'body', path: 'name' }));
  });
});
