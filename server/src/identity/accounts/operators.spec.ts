import { newId } from '@minjiang/shared/kernel';
import { identityRoutes, type Role } from '@minjiang/shared/identity';
import { identityFixture, password, type IdentityFixture } from '../testing/identity-fixture.ts';

describe('what operators do', () => {
  let at: IdentityFixture;
  const cookies = {} as Record<'system-admin' | 'security-admin' | 'audit-admin', string>;
  const ids = {} as typeof cookies;
  const ended: string[] = [];
  beforeAll(async () => {
    at = await identityFixture();
    at.identity.onSessionsEnded((_tx, accountIds, reason) => {
      for (const id of accountIds) ended.push(`${id} ${reason}`);
      return Promise.resolve();
    });
    for (const role of ['system-admin', 'security-admin', 'audit-admin'] as const) {
      ids[role] = await at.person({ userName: role, name: '郑安', password, assignments: [{ role }] });
      cookies[role] = (await at.signIn(role)).cookie!;
    }
  });
  afterAll(() => at.close());

  it('the system administrator adds organisations, each name and credit code once', async () => {
    const cookie = cookies['system-admin'];
    const add = (name: string, creditCode?: string) =>
      at.app.call(identityRoutes.createOrganisation, {
        body: { kind: 'employer', name, regionCode: '350100', ...(creditCode ? { creditCode } : {}) },
        cookie,
      });
    const made = await add('闽江造船厂', '91350100m000100y43');
    expect(made.status).toBe(201);
    const { organisation } = made.body;
    expect(organisation.creditCode).toBe('91350100M000100Y43');
    expect((await add('闽江造船厂')).problem?.code).toBe('organisation-known');
    expect((await add('另一家', '91350100M000100Y43')).problem?.code).toBe('organisation-known');
    for (const text of ['闽江造船厂', ' 91350100m000100y43 ']) {
      expect(await at.identity.findEmployer(at.db.sql, text)).toBe(organisation.id);
    }
    expect(await at.identity.findEmployer(at.db.sql, '闽江')).toBeNull();
    const known = await at.identity.organisations(at.db.sql, [organisation.id, newId()]);
    expect([...known.values()]).toEqual([{ id: organisation.id, kind: 'employer', name: '闽江造船厂' }]);
    await at.organisation({ kind: 'centre', name: '马尾中心', regionCode: '350105' });
    const page = await at.app.call(identityRoutes.listOrganisations, { query: { kind: 'employer' }, cookie });
    expect(page.body.items).toEqual([organisation]);
    const all = await at.app.call(identityRoutes.listOrganisations, { query: { pageSize: 1 }, cookie });
    expect(all.body).toEqual(
      jasmine.objectContaining({ total: 2, items: [jasmine.objectContaining({ name: '马尾中心' })] }),
    );
  });

  it('the security administrator sees accounts masked', async () => {
    const id = await at.learner('masked', { phone: '13700001234', idNumber: '350102196803071229' });
    const cookie = cookies['security-admin'];
    const found = await at.app.call(identityRoutes.listAccounts, { query: { find: 'Masked' }, cookie });
    expect(found.body).toEqual({
      total: 1,
      page: 1,
      pageSize: 20,
      items: [
        {
          id,
          maskedName: '陈*兰',
          maskedPhone: '137****1234',
          maskedIdNumber: '350***********1229',
          userName: 'masked',
          state: 'active',
          roles: ['learner'],
          lastSignInAt: null,
          hasEmail: false,
          lastCode: null,
        },
      ],
    });
    await at.person({ name: '未来', assignments: [] });
    const invited = await at.app.call(identityRoutes.listAccounts, { query: { state: 'invited' }, cookie });
    expect(invited.body.items.map(({ maskedName }) => maskedName)).toEqual(['未*']);
    const second = await at.app.call(identityRoutes.listAccounts, {
      query: { page: 2, pageSize: 2 },
      cookie,
    });
    expect(second.body.items.length).toBe(2);
  });

  it('a suspension ends every session at once, and lifting it lets the person in again', async () => {
    const accountId = await at.learner('offender');
    const { cookie } = await at.signIn('offender');
    const given = { params: { accountId }, cookie: cookies['security-admin'] };
    expect((await at.app.call(identityRoutes.suspendAccount, given)).status).toBe(204);
    const refused = await at.me(cookie);
    expect(refused.problem?.params).toEqual({ reason: 'suspended' });
    expect(ended).toContain(`${accountId} suspended`);
    expect((await at.signIn('offender')).problem?.code).toBe('account-suspended');
    expect((await at.app.call(identityRoutes.suspendAccount, given)).status).toBe(204);
    expect((await at.app.call(identityRoutes.restoreAccount, given)).status).toBe(204);
    expect((await at.signIn('offender')).status).toBe(200);
    expect((await at.me(cookie)).problem?.code).toBe('session-ended');
  });

  it('a suspension is of somebody else who exists', async () => {
    const cookie = cookies['security-admin'];
    const suspend = async (accountId: string) =>
      (await at.app.call(identityRoutes.suspendAccount, { params: { accountId }, cookie })).problem?.code;
    expect(await suspend(ids['security-admin'])).toBe('own-account');
    expect(await suspend(ids['security-admin'].toUpperCase())).toBe('own-account');
    expect(await suspend(newId())).toBe('not-found');
    expect(await suspend("1' OR '1'='1")).toBe('invalid');
  });

  it('the audit administrator reads what was done, newest first, without a name in it', async () => {
    const accountId = await at.learner('watched');
    await at.app.call(identityRoutes.suspendAccount, {
      params: { accountId },
      cookie: cookies['security-admin'],
    });
    const cookie = cookies['audit-admin'];
    const { items, total } = (
      await at.app.call(identityRoutes.listEvents, { query: { pageSize: 3 }, cookie })
    ).body;
    expect(items[0]).toEqual({
      id: jasmine.any(String),
      at: jasmine.any(String),
      kind: 'account.suspended',
      actorId: ids['security-admin'],
      subjectKind: 'account',
      subjectId: accountId,
      actorName: 'security-admin',
      about: {},
    });
    expect(total).toBeGreaterThan(3);
    expect(JSON.stringify(items)).not.toContain('watched');
  });

  it('each keeps to his own duty', async () => {
    const duties: [keyof typeof identityRoutes, Role][] = [
      ['listOrganisations', 'system-admin'],
      ['listAccounts', 'security-admin'],
      ['listEvents', 'audit-admin'],
    ];
    for (const [name, owner] of duties) {
      for (const [role, cookie] of Object.entries(cookies)) {
        const { status } = await at.app.call(identityRoutes[name], { cookie });
        expect(status)
          .withContext(`${role} ${name}`)
          .toBe(role === owner ? 200 : 403);
      }
    }
  });
});
