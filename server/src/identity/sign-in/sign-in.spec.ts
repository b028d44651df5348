import { identityRoutes } from '@minjiang/shared/identity';
import { identityFixture, password, type IdentityFixture } from '../testing/identity-fixture.ts';

describe('signing in', () => {
  let at: IdentityFixture;
  let learnerId: string;
  beforeAll(async () => {
    at = await identityFixture();
    learnerId = await at.learner('xiulan', {
      phone: '13850001234',
      idNumber: '350102196803071229',
      email: 'xiulan@example.org',
    });
  });
  afterAll(() => at.close());

  it('takes user name, phone and ID number for the same person', async () => {
    for (const name of ['XiuLan', ' 138 5000 1234 ', '+8613850001234', '350102196803071229']) {
      const answer = await at.signIn(name);
      expect(answer.body.account.id).toBe(learnerId);
    }
    const { account } = (await at.signIn('xiulan')).body;
    expect(account.name).toBe('陈秀兰');
    expect(account.maskedName).toBe('陈*兰');
    expect(account.active.role).toBe('learner');
    expect(account.assignments).toEqual([account.active]);
  });

  it('sets a cookie that scripts cannot read and that names nothing', async () => {
    const answer = await at.signIn('xiulan');
    const [set] = answer.headers.getSetCookie();
    expect(set).toMatch(/^minjiang_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const stored = await at.db.sql<{ hash: Buffer }>('SELECT token_hash AS hash FROM identity_sessions');
    const token = answer.cookie!.split('=')[1]!;
    for (const { hash } of stored) expect(hash.includes(Buffer.from(token, 'base64url'))).toBeFalse();
  });

  it('marks the cookie Secure behind TLS', async () => {
    const answer = await at.app.call(identityRoutes.signIn, {
      body: { account: 'xiulan', password },
      headers: { 'x-forwarded-proto': 'https', 'x-forwarded-for': '198.51.100.8' },
    });
    expect(answer.headers.getSetCookie()[0]).toContain('; Secure');
  });

  it('knows a session by its cookie and nobody without one', async () => {
    const { cookie } = await at.signIn('xiulan');
    expect((await at.me(cookie)).body.account.id).toBe(learnerId);
    expect((await at.me(undefined)).problem?.code).toBe('not-signed-in');
    expect((await at.me(`minjiang_session=${'A'.repeat(43)}`)).problem?.code).toBe('not-signed-in');
    expect((await at.me('minjiang_session=%00; x="')).problem?.code).toBe('not-signed-in');
  });

  it('answers wrong password, unknown account and invited account alike', async () => {
    await at.person({ userName: 'invited', name: '林一', assignments: [{ role: 'learner' }] });
    const answers = [
      await at.signIn('xiulan', { password: 'Wrong-2026', address: '203.0.113.1' }),
      await at.signIn('nobody', { address: '203.0.113.1' }),
      await at.signIn('13900000000', { address: '203.0.113.1' }),
      await at.signIn('invited', { address: '203.0.113.1' }),
      await at.signIn("' OR 1=1 --\u0000<b>", { address: '203.0.113.1' }),
    ];
    const seen = answers.map(({ status, problem }) => ({ status, problem: { ...problem, reference: '' } }));
    for (const each of seen) expect(each).toEqual(seen[0]!);
    expect(seen[0]!.problem.code).toBe('sign-in-refused');
    expect(answers.every(({ headers }) => headers.getSetCookie().length === 0)).toBeTrue();
  });

  it('spends the same time on an unknown account', async () => {
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let i = 0; i < 8; i++) {
      const kind = i % 2 === 0 ? 'known' : 'unknown';
      const began = performance.now();
      const name = kind === 'known' ? 'xiulan' : 'nobody-here';
      await at.signIn(name, { password: 'Wrong-2026', address: `203.0.113.${20 + i}` });
      times[kind].push(performance.now() - began);
    }
    // An answer without hashing would take a tenth; the machine's noise is far smaller than that.
    expect(Math.min(...times.unknown)).toBeGreaterThan(Math.min(...times.known) / 3);
  });

  it('tells of a suspension only him who knows the password', async () => {
    const id = await at.learner('suspended');
    await at.db.sql(`UPDATE identity_accounts SET state = 'suspended' WHERE id = $1`, [id]);
    expect((await at.signIn('suspended')).problem?.code).toBe('account-suspended');
    expect((await at.signIn('suspended', { password: 'Wrong-2026' })).problem?.code).toBe('sign-in-refused');
  });

  it('refuses a person whose assignments have ended', async () => {
    await at.learner('retired', { assignments: [{ role: 'learner', from: '2020-01-01', to: '2020-12-31' }] });
    expect((await at.signIn('retired')).problem?.code).toBe('no-assignment');
  });

  it('refuses unsound requests before any work', async () => {
    for (const body of [
      {},
      { account: 'xiulan' },
      { account: 5, password },
      { account: 'xiulan', password, x: 1 },
    ]) {
      const answer = await at.app.send('POST', '/api/v1/sign-in', { body });
      expect(answer.problem?.code).toBe('invalid');
    }
  });

  it('stores no name, phone, ID number, e-mail or password in clear', async () => {
    const tables = await at.db.sql<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    expect(tables.length).toBeGreaterThan(6);
    for (const { name } of tables) {
      const rows = await at.db.sql<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      const text = rows.map(({ row }) => row).join('\n');
      for (const secret of ['陈秀兰', '13850001234', '350102196803071229', 'xiulan@example', password]) {
        expect(text).not.toContain(secret);
        expect(text).not.toContain(Buffer.from(secret).toString('hex'));
      }
    }
  });
});
