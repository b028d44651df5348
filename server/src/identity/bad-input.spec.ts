import { identityRoutes } from '@minjiang/shared/identity';
import { newId, type Contract } from '@minjiang/shared/kernel';
import { identityFixture, password, type IdentityFixture } from './testing/identity-fixture.ts';

describe('bad input to identity', () => {
  let at: IdentityFixture;
  const cookies: string[] = [];
  beforeAll(async () => {
    at = await identityFixture();
    for (const role of ['system-admin', 'security-admin', 'learner'] as const) {
      await at.person({ userName: role, name: '何平', password, assignments: [{ role }] });
      cookies.push((await at.signIn(role)).cookie!);
    }
  });
  afterAll(() => at.close());

  const strings = [
    "'; DROP TABLE identity_accounts; --",
    '<img src=x onerror=alert(1)>',
    'a\u0000b',
    '\ud800',
    '👩‍🔧',
  ];
  const bodies: unknown[] = [
    [],
    'text',
    { account: {}, password: [] },
    { account: 'x', password: 'y', code: '12345678' },
    { kind: 'employer', name: 7, regionCode: '350100' },
    { kind: 'castle', name: '甲乙', regionCode: '350100' },
    { assignmentId: 'me' },
    { assignmentId: newId() },
    { largeText: 'yes' },
    ...strings.map((text) => ({ account: text, password: text })),
    ...strings.map((text) => ({ account: text, password: `${text}Aa1bcdef`, code: '12345678' })),
    ...strings.map((text) => ({ currentPassword: text, newPassword: `${text}Aa1bcdef` })),
    { kind: 'employer', name: 'a\u0000b', regionCode: '350100' },
    { kind: 'employer', name: 'half \ud800', regionCode: '350100' },
  ];
  const contracts: Contract[] = Object.values(identityRoutes).filter(({ id }) => id !== 'identity.signOut');

  it('is answered with a problem of the 4xx kind by every route', async () => {
    for (const contract of contracts) {
      const path = contract.path.replace(/\{\w+\}/, encodeURIComponent("1' OR 1=1"));
      const asks = contract.method === 'GET' ? ['?page=0', '?find=%00', '?pageSize=x'] : bodies;
      for (const [i, ask] of asks.entries()) {
        const cookie = cookies[i % cookies.length]!;
        const headers = { 'x-forwarded-for': `192.0.2.${i}` };
        const answer =
          contract.method === 'GET'
            ? await at.app.send('GET', path + String(ask), { cookie })
            : await at.app.send(contract.method, path, { body: ask, cookie, headers });
        const about = `${contract.id} ${JSON.stringify(ask)}`;
        const ignoresQuery = contract.id === 'identity.me';
        if (!ignoresQuery || answer.problem) {
          expect(answer.status).withContext(about).toBeGreaterThanOrEqual(400);
          expect(answer.status).withContext(about).toBeLessThan(500);
          expect(answer.problem?.code).withContext(about).toBeDefined();
        }
      }
    }
  });

  it('of ten megabytes is refused unread', async () => {
    const body = { account: 'x'.repeat(10_000_000), password: 'y' };
    expect((await at.app.send('POST', '/api/v1/sign-in', { body })).problem?.code).toBe('too-large');
  });

  it('writes no organisation and changes no account', async () => {
    expect(await at.db.sql('SELECT 1 FROM identity_organisations')).toEqual([]);
    const states = await at.db.sql('SELECT DISTINCT state, large_text FROM identity_accounts');
    expect(states).toEqual([{ state: 'active', large_text: false }]);
  });
});
