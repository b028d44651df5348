import { identityRoutes } from '@minjiang/shared/identity';
import { mailSink } from '../../platform/testing/mail-sink.ts';
import { identityFixture, password, type IdentityFixture } from '../testing/identity-fixture.ts';

describe('activation', () => {
  let at: IdentityFixture;
  let sink: Awaited<ReturnType<typeof mailSink>>;
  beforeAll(async () => {
    sink = await mailSink();
    at = await identityFixture({ smtpUrl: sink.url });
    await at.jobs.start({ work: true });
  });
  afterAll(async () => {
    await at.jobs.stop();
    await sink.close();
    await at.close();
  });

  let made = 0;
  /** An imported learner without a password. */
  async function invite(email?: string) {
    const phone = `1595000${String(++made).padStart(4, '0')}`;
    const idNumber = `35010219680307${String(1000 + made)}`;
    const invited = await at.write((tx, now) =>
      at.identity.findOrInviteLearner(tx, now, { name: '林小燕', idNumber, phone, email }),
    );
    if ('fault' in invited) throw new Error(invited.fault);
    return { ...invited, phone };
  }
  const issue = (accountId: string, channel: 'email' | 'slip') =>
    at.write((tx, now) => at.identity.issueActivationCode(tx, now, null, accountId, channel));
  const activate = (account: string, code: string, address = '198.51.100.20') =>
    at.app.call(identityRoutes.activate, {
      body: { account, code, password },
      headers: { 'x-forwarded-for': address },
    });
  const codeOf = async (answer: ReturnType<typeof activate>) => {
    const { status, problem } = await answer;
    return problem?.code ?? status;
  };
  const wrongFor = (code: string) => (code === '00000000' ? '00000001' : '00000000');

  it('by a slip: the code is told once, works once, and sets the first password', async () => {
    const { accountId, phone } = await invite();
    expect((await at.signIn(phone)).problem?.code).toBe('sign-in-refused');
    const issued = await issue(accountId, 'slip');
    expect(issued.code).toMatch(/^\d{8}$/);
    expect(issued.maskedName).toBe('林*燕');
    const days = (Date.parse(issued.expiresAt) - (await at.clock.now(at.db.sql))) / 86_400_000;
    expect(days).toBeCloseTo(7, 2);
    expect(await codeOf(activate(phone, `${issued.code!.slice(0, 4)} ${issued.code!.slice(4)}`))).toBe(204);
    expect((await at.signIn(phone)).body.account.id).toBe(accountId);
    expect(await codeOf(activate(phone, issued.code!))).toBe('activation-refused');
    await expectAsync(issue(accountId, 'slip')).toBeRejectedWith(
      jasmine.objectContaining({ code: 'already-activated' }),
    );
    const described = (await at.identity.describeAccounts(at.db.sql, [accountId])).get(accountId);
    expect(described).toEqual({
      maskedName: '林*燕',
      maskedPhone: `159****${phone.slice(-4)}`,
      maskedIdNumber: jasmine.stringMatching(/^350\*{11}\d{4}$/),
      state: 'active',
      lastCode: { channel: 'slip', at: jasmine.any(String) },
    });
  });

  it('by e-mail: the code is made when the mail goes out and stands in no table or job', async () => {
    const { accountId, phone } = await invite('xiaoyan@example.org');
    const issued = await issue(accountId, 'email');
    expect(issued).toEqual(jasmine.objectContaining({ channel: 'email', code: null }));
    const mail = await sink.next();
    expect(mail.to).toEqual(['xiaoyan@example.org']);
    expect(mail.text).not.toContain('林小燕');
    expect(mail.text).toContain('https://minjiang.example.org/activate ');
    const code = /(\d{4}) (\d{4})/.exec(mail.text)!.slice(1).join('');
    const tables = await at.db.sql<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_schema IN ('public', 'jobs') AND table_type = 'BASE TABLE'`,
    );
    for (const { name } of tables) {
      const rows = await at.db.sql<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      for (const { row } of rows) {
        expect(row).not.toContain(code);
        expect(row).not.toContain('xiaoyan@');
      }
    }
    expect(await codeOf(activate(phone, code))).toBe(204);
  });

  it('asks for an address, and for one account only', async () => {
    const { accountId } = await invite();
    await expectAsync(issue(accountId, 'email')).toBeRejectedWith(
      jasmine.objectContaining({ code: 'no-email' }),
    );
    await expectAsync(issue('0198b000-0000-7000-8000-000000000000', 'slip')).toBeRejectedWith(
      jasmine.objectContaining({ code: 'not-found' }),
    );
  });

  it('ends earlier codes with each new one', async () => {
    const { accountId, phone } = await invite();
    const first = await issue(accountId, 'slip');
    const second = await issue(accountId, 'slip');
    expect(await codeOf(activate(phone, first.code!))).toBe('activation-refused');
    expect(await codeOf(activate(phone, second.code!))).toBe(204);
  });

  it('ends a code after five wrong tries, from wherever they come', async () => {
    const { accountId, phone } = await invite();
    const { code } = await issue(accountId, 'slip');
    for (let i = 0; i < 5; i++) {
      const tried = activate(phone, wrongFor(code!), `198.51.100.${30 + i}`);
      expect(await codeOf(tried)).toBe('activation-refused');
    }
    expect(await codeOf(activate(phone, code!, '198.51.100.40'))).toBe('activation-refused');
  });

  it('ends a code after its time', async () => {
    const { accountId, phone } = await invite();
    const { code } = await issue(accountId, 'slip');
    await at.shiftClock(7 * 86_400_000 + 1000);
    expect(await codeOf(activate(phone, code!))).toBe('activation-refused');
    await at.identity.cleanUp();
    const open = await at.db.sql(
      'SELECT 1 FROM identity_activation_codes WHERE account_id = $1 AND ended_at IS NULL',
      [accountId],
    );
    expect(open.length).toBe(0);
  });

  it('locks guessing, for people who do not exist alike', async () => {
    const { accountId, phone } = await invite();
    const { code } = await issue(accountId, 'slip');
    for (const account of [phone, '15999999999']) {
      const address = account === phone ? '198.51.100.50' : '198.51.100.51';
      for (let i = 0; i < 5; i++) {
        expect(await codeOf(activate(account, wrongFor(code!), address))).toBe('activation-refused');
      }
      const locked = await activate(account, code!, address);
      expect(locked.problem?.code).toBe('sign-in-locked');
      expect(locked.problem?.retryAfterSeconds).toBeGreaterThan(290);
    }
  });

  it('happens once when the right code comes twice at the same time', async () => {
    const { accountId, phone } = await invite();
    const { code } = await issue(accountId, 'slip');
    const codes = await Promise.all(Array.from({ length: 4 }, () => codeOf(activate(phone, code!))));
    expect(codes.filter((each) => each === 204).length).toBe(1);
    expect(codes.filter((each) => each === 'activation-refused').length).toBe(3);
  });

  it('refuses weak passwords at their field', async () => {
    const answer = await at.app.call(identityRoutes.activate, {
      body: { account: '15950000001', code: '12345678', password: 'onlysmall' },
    });
    expect(answer.problem?.errors).toEqual([
      jasmine.objectContaining({ in: 'body', path: 'password', code: 'weak' }),
    ]);
  });
});

describe('activation where no mail server is configured', () => {
  it('says so instead of promising a mail', async () => {
    const at = await identityFixture();
    const invited = await at.write((tx, now) =>
      at.identity.findOrInviteLearner(tx, now, {
        name: '林小燕',
        idNumber: '350102196803071229',
        phone: '15950009999',
        email: 'xiaoyan@example.org',
      }),
    );
    const accountId = 'accountId' in invited ? invited.accountId : '';
    const issued = at.write((tx, now) => at.identity.issueActivationCode(tx, now, null, accountId, 'email'));
    await expectAsync(issued).toBeRejectedWith(jasmine.objectContaining({ code: 'email-not-configured' }));
    await at.close();
  });
});
