import { identityRoutes, type NewStaffAccount, type Role } from '@minjiang/shared/identity';
import { newId } from '@minjiang/shared/kernel';
import { identityFixture, password, type IdentityFixture } from '../testing/identity-fixture.ts';

describe('the security administrator', () => {
  let at: IdentityFixture;
  let cookie = '';
  let auditor = '';
  let ownId = '';
  let institution = '';
  let employer = '';
  beforeAll(async () => {
    at = await identityFixture();
    const operator = (userName: string, role: Role) =>
      at.person({ userName, name: '许文静', password, assignments: [{ role }] });
    ownId = await operator('secadmin', 'security-admin');
    await operator('auditor', 'audit-admin');
    cookie = (await at.signIn('secadmin')).cookie!;
    auditor = (await at.signIn('auditor')).cookie!;
    institution = await at.organisation({ kind: 'institution', name: '福州职校', regionCode: '350100' });
    employer = await at.organisation({ kind: 'employer', name: '闽江机电', regionCode: '350100' });
  });
  afterAll(() => at.close());

  let made = 0;
  function create(assignment: NewStaffAccount['assignment'], more: Partial<NewStaffAccount> = {}) {
    const body = { userName: `staff${++made}`, name: '王立新', assignment, ...more };
    return at.app.call(identityRoutes.createAccount, { body, cookie });
  }
  async function invited(role: NewStaffAccount['assignment']['role'], organisationId?: string) {
    const assignment = { role, ...(organisationId ? { organisationId } : {}) };
    return (await create(assignment)).body.accountId;
  }
  async function activate(accountId: string, account: string) {
    const given = { params: { accountId }, cookie };
    const { issued } = (await at.app.call(identityRoutes.issueCode, { ...given, body: { channel: 'slip' } }))
      .body;
    const body = { account, code: issued.code!, password };
    return (await at.app.call(identityRoutes.activate, { body })).status;
  }
  const give = (accountId: string, body: NewStaffAccount['assignment']) =>
    at.app.call(identityRoutes.giveAssignment, { params: { accountId }, body, cookie });
  const assignments = async (accountId: string) =>
    (await at.app.call(identityRoutes.listAssignments, { params: { accountId }, cookie })).body.assignments;
  const newestEvent = async () =>
    (await at.app.call(identityRoutes.listEvents, { query: { pageSize: 1 }, cookie: auditor })).body.items[0];

  it('makes an account that its person activates with a slip', async () => {
    const answer = await create({ role: 'instructor', organisationId: institution });
    expect(answer.status).toBe(201);
    const { accountId } = answer.body;
    expect((await at.signIn(`staff${made}`)).problem?.code).toBe('sign-in-refused');
    expect(await activate(accountId, `STAFF${made}`)).toBe(204);
    const { account } = (await at.signIn(`staff${made}`)).body;
    expect(account.active).toEqual(
      jasmine.objectContaining({ role: 'instructor', organisationId: institution }),
    );
  });

  it('is told which field belongs to somebody else', async () => {
    const assignment = { role: 'audit-admin' } as const;
    await create(assignment, { userName: 'taken', phone: '13900001111' });
    const sameName = await create(assignment, { userName: 'Taken' });
    expect(sameName.problem?.code).toBe('account-known');
    expect(sameName.problem?.errors?.[0]?.path).toBe('userName');
    const samePhone = await create(assignment, { phone: '13900001111' });
    expect(samePhone.problem?.errors?.[0]?.path).toBe('phone');
  });

  it('is told that the organisation does not fit the role, and nothing is written', async () => {
    const refused = await create({ role: 'instructor', organisationId: employer }, { userName: 'unfit' });
    expect(refused.problem?.code).toBe('organisation-unfit');
    expect(refused.problem?.errors?.[0]?.path).toBe('assignment.organisationId');
    for (const organisationId of [undefined, newId()]) {
      const assignment = { role: 'instructor' as const, ...(organisationId ? { organisationId } : {}) };
      expect((await create(assignment)).problem?.code).toBe('organisation-unfit');
    }
    const query = { find: 'unfit' };
    expect((await at.app.call(identityRoutes.listAccounts, { query, cookie })).body.total).toBe(0);
  });

  it('gives no learner by hand', async () => {
    const body = { userName: 'pupil', name: '何平', assignment: { role: 'learner' } };
    expect((await at.app.send('POST', '/api/v1/accounts', { body, cookie })).problem?.code).toBe('invalid');
  });

  it('gives another role, but none that excludes a held one', async () => {
    const accountId = await invited('audit-admin');
    const refused = await give(accountId, { role: 'system-admin' });
    expect(refused.status).toBe(409);
    expect(refused.problem?.code).toBe('roles-exclude');
    expect(refused.problem?.errors?.[0]?.path).toBe('role');
    expect((await give(accountId, { role: 'employer-admin', organisationId: employer })).status).toBe(201);
    expect(await newestEvent()).toEqual(
      jasmine.objectContaining({
        kind: 'assignment.added',
        actorName: 'secadmin',
        subjectId: accountId,
        about: { role: 'employer-admin' },
      }),
    );
    expect(
      (await assignments(accountId)).map(({ role, state, organisationName }) => [
        role,
        state,
        organisationName,
      ]),
    ).toEqual([
      ['employer-admin', 'valid', '闽江机电'],
      ['audit-admin', 'valid', null],
    ]);
  });

  it('ends an assignment at once with the sessions in it, and may then give what it excluded', async () => {
    const accountId = await invited('audit-admin');
    expect(await activate(accountId, `staff${made}`)).toBe(204);
    const session = (await at.signIn(`staff${made}`)).cookie;
    const [held] = await assignments(accountId);
    const params = { accountId, assignmentId: held!.id };
    const end = () => at.app.call(identityRoutes.endAssignment, { params, cookie });
    expect((await end()).status).toBe(204);
    expect((await at.me(session)).problem?.code).toBe('session-ended');
    expect((await at.signIn(`staff${made}`)).problem?.code).toBe('no-assignment');
    expect((await end()).status).toBe(204);
    expect((await assignments(accountId))[0]!.state).toBe('over');
    expect((await give(accountId, { role: 'system-admin' })).status).toBe(201);
    expect((await at.signIn(`staff${made}`)).body.account.active.role).toBe('system-admin');
    const other = { ...params, accountId: ownId.replace(/.$/, (last) => (last === '0' ? '1' : '0')) };
    expect((await at.app.call(identityRoutes.endAssignment, { params: other, cookie })).problem?.code).toBe(
      'not-found',
    );
  });

  it('takes away a forgotten password, and the person chooses another with a new code', async () => {
    const accountId = await invited('employer-admin', employer);
    await activate(accountId, `staff${made}`);
    const session = (await at.signIn(`staff${made}`)).cookie;
    const params = { accountId };
    expect((await at.app.call(identityRoutes.resetPassword, { params, cookie })).status).toBe(204);
    expect((await at.me(session)).problem?.code).toBe('session-ended');
    expect((await at.signIn(`staff${made}`)).problem?.code).toBe('sign-in-refused');
    expect(await activate(accountId, `staff${made}`)).toBe(204);
    expect((await at.signIn(`staff${made}`)).status).toBe(200);
  });

  it('changes nothing about himself', async () => {
    const own = { params: { accountId: ownId.toUpperCase() }, cookie };
    const [held] = await assignments(ownId);
    const params = { accountId: ownId, assignmentId: held!.id };
    const codes = [
      (await give(ownId, { role: 'employer-admin', organisationId: employer })).problem?.code,
      (await at.app.call(identityRoutes.endAssignment, { params, cookie })).problem?.code,
      (await at.app.call(identityRoutes.resetPassword, own)).problem?.code,
    ];
    expect(codes).toEqual(['own-account', 'own-account', 'own-account']);
  });

  it('sends codes only where that is possible', async () => {
    const accountId = await invited('audit-admin');
    const issue = (channel: 'email' | 'slip', id = accountId) =>
      at.app.call(identityRoutes.issueCode, { params: { accountId: id }, body: { channel }, cookie });
    expect((await issue('email')).problem?.code).toBe('email-not-configured');
    expect((await issue('slip', ownId)).problem?.code).toBe('already-activated');
    const row = async () =>
      (await at.app.call(identityRoutes.listAccounts, { query: { find: `staff${made}` }, cookie })).body
        .items[0]!;
    expect((await row()).lastCode).toBeNull();
    await issue('slip');
    expect((await row()).lastCode?.channel).toBe('slip');
  });

  it('opens one account, masked', async () => {
    const accountId = await invited('audit-admin');
    const get = (id: string) => at.app.call(identityRoutes.getAccount, { params: { accountId: id }, cookie });
    expect((await get(accountId)).body.account).toEqual(
      jasmine.objectContaining({ id: accountId, maskedName: '王*新', state: 'invited', hasEmail: false }),
    );
    expect((await get(newId())).problem?.code).toBe('not-found');
  });

  it('chooses an organisation by part of its name', async () => {
    const look = async (query: { kind?: 'employer'; find?: string }) =>
      (await at.app.call(identityRoutes.lookUpOrganisations, { query, cookie })).body.organisations;
    expect(await look({ find: '职校' })).toEqual([
      { id: institution, kind: 'institution', name: '福州职校' },
    ]);
    expect((await look({ kind: 'employer' })).map(({ id }) => id)).toEqual([employer]);
    expect(await look({ kind: 'employer', find: '%' })).toEqual([]);
  });

  it('is the only one who may', async () => {
    const body = { userName: 'sneaky', name: '何平', assignment: { role: 'system-admin' as const } };
    const answer = await at.app.call(identityRoutes.createAccount, { body, cookie: auditor });
    expect(answer.status).toBe(403);
  });
});
