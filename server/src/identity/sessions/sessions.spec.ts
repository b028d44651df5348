import { identityRoutes } from '@minjiang/shared/identity';
import { listenForSignals, type Signal } from '../../platform/index.ts';
import { identityFixture, password, type IdentityFixture } from '../testing/identity-fixture.ts';

describe('sessions', () => {
  let at: IdentityFixture;
  let institutionId: string;
  const signals: Signal[] = [];
  const ended: { accountIds: readonly string[]; reason: string; sessionIds: readonly string[] }[] = [];
  let ear: ReturnType<typeof listenForSignals>;

  beforeAll(async () => {
    at = await identityFixture();
    institutionId = await at.organisation({
      kind: 'institution',
      name: '榕城技工学校',
      regionCode: '350100',
    });
    at.identity.onSessionsEnded((_tx, accountIds, reason, sessionIds) => {
      ended.push({ accountIds, reason, sessionIds });
      return Promise.resolve();
    });
    ear = listenForSignals(at.url, at.log, (signal) => signals.push(signal));
    // Heard when it listens: connecting takes a moment.
    while (!signals.some(({ event }) => event === 'ready')) {
      await at.db.sql(`SELECT pg_notify('minjiang_signals', '{"event":"ready"}')`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  afterAll(async () => {
    await ear.stop();
    await at.close();
  });
  beforeEach(() => {
    signals.length = 0;
    ended.length = 0;
  });

  const staff = (userName: string) =>
    at.person({
      userName,
      name: '王建国',
      password,
      assignments: [{ role: 'institution-admin', organisationId: institutionId }],
    });
  /** Signals to the sessions that ended; those of an earlier example may come late and are not among them. */
  const heard = async () => {
    const rooms = new Set(ended.flatMap(({ sessionIds }) => sessionIds.map((id) => `session:${id}`)));
    const ofThem = () => signals.filter(({ room }) => room && rooms.has(room));
    for (let i = 0; i < 100 && ofThem().length < rooms.size; i++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return ofThem();
  };
  const codeOf = async (cookie: string | undefined) => {
    const { status, problem } = await at.me(cookie);
    return problem?.code ?? status;
  };

  it('of a learner: the last wins, and the page of the older one is told at once', async () => {
    const accountId = await at.learner('last');
    const first = await at.signIn('last');
    const second = await at.signIn('last');
    const answer = await at.me(first.cookie);
    expect(answer.status).toBe(401);
    expect(answer.problem?.code).toBe('session-displaced');
    expect(answer.problem?.params).toEqual({ reason: 'displaced' });
    expect(await codeOf(second.cookie)).toBe(200);
    expect(ended).toEqual([
      { accountIds: [accountId], reason: 'displaced', sessionIds: [jasmine.any(String)] },
    ]);
    expect(await heard()).toEqual([
      {
        room: `session:${ended[0]!.sessionIds[0]}`,
        event: 'session:ended',
        payload: { reason: 'displaced' },
        disconnect: true,
      },
    ]);
  });

  it('of a learner who signs in ten times at once: exactly one is left', async () => {
    await at.learner('crowd');
    const answers = await Promise.all(Array.from({ length: 10 }, () => at.signIn('crowd')));
    expect(answers.every(({ status }) => status === 200)).toBeTrue();
    const codes = await Promise.all(answers.map(({ cookie }) => codeOf(cookie)));
    expect(codes.filter((code) => code === 200).length).toBe(1);
    expect(codes.filter((code) => code === 'session-displaced').length).toBe(9);
  });

  it('stay open when what hangs on them cannot be ended', async () => {
    const other = await identityFixture();
    other.identity.onSessionsEnded(() => Promise.reject(new Error('no')));
    await other.learner('firm');
    const first = await other.signIn('firm');
    expect((await other.signIn('firm')).status).toBe(500);
    expect((await other.me(first.cookie)).status).toBe(200);
    await other.close();
  });

  it('of staff: two at a time, the third ends the oldest', async () => {
    await staff('boss');
    const one = await at.signIn('boss');
    const two = await at.signIn('boss');
    expect([await codeOf(one.cookie), await codeOf(two.cookie)]).toEqual([200, 200]);
    const three = await at.signIn('boss');
    const codes = [await codeOf(one.cookie), await codeOf(two.cookie), await codeOf(three.cookie)];
    expect(codes).toEqual(['session-displaced', 200, 200]);
    // Signing in again where one is signed in already takes nobody else's place.
    const again = await at.signIn('boss', { cookie: three.cookie! });
    const after = [await codeOf(two.cookie), await codeOf(three.cookie), await codeOf(again.cookie)];
    expect(after).toEqual([200, 'session-displaced', 200]);
  });

  it('of staff end when nothing was asked for ten minutes, and each request counts', async () => {
    await staff('idler');
    const { cookie } = await at.signIn('idler');
    await at.shiftClock(590_000);
    expect(await codeOf(cookie)).toBe(200);
    await at.shiftClock(590_000);
    expect(await codeOf(cookie)).toBe(200);
    await at.shiftClock(601_000);
    expect(await codeOf(cookie)).toBe('session-idle');
    expect(await codeOf(cookie)).toBe('session-idle');
    expect(ended.map(({ reason }) => reason)).toEqual(['idle']);
  });

  it('of staff end with nobody there, though a page asks by itself', async () => {
    const organisationId = await at.organisation({
      kind: 'centre',
      name: '站前培训点',
      regionCode: '350100',
    });
    const assignments = [{ role: 'centre-admin' as const, organisationId }];
    await at.person({ userName: 'watcher', name: '林国栋', password, assignments });
    const cookie = (await at.signIn('watcher')).cookie!;
    const look = async () => {
      const { status, problem } = await at.app.call(identityRoutes.getWall, { query: {}, cookie });
      return problem?.code ?? status;
    };
    await at.shiftClock(590_000);
    expect(await look()).toBe(200);
    await at.shiftClock(20_000);
    expect(await look()).toBe('session-idle');
  });

  it('of learners do not end by silence, and all end after twelve hours', async () => {
    await at.learner('silent');
    const { cookie } = await at.signIn('silent');
    await at.shiftClock(11 * 3_600_000);
    expect(await codeOf(cookie)).toBe(200);
    await at.shiftClock(3_600_000);
    const { problem } = await at.me(cookie);
    expect(problem?.code).toBe('session-ended');
    expect(problem?.params).toEqual({ reason: 'expired' });
  });

  it('are touched at most every 30 s', async () => {
    await at.learner('touched');
    const { cookie } = await at.signIn('touched');
    const seen = async () =>
      (
        await at.db.sql<{ at: Date }>(
          `SELECT s.last_seen_at AS at FROM identity_sessions s JOIN identity_accounts a ON a.id = s.account_id
           WHERE a.user_name = 'touched'`,
        )
      )[0]!.at.getTime();
    const opened = await seen();
    await at.shiftClock(20_000);
    await at.me(cookie);
    expect(await seen()).toBe(opened);
    await at.shiftClock(10_000);
    await at.me(cookie);
    expect(await seen()).toBeGreaterThanOrEqual(opened + 30_000);
  });

  it('end by signing out, which clears the cookie', async () => {
    await at.learner('leaver');
    const { cookie } = await at.signIn('leaver');
    const out = await at.app.call(identityRoutes.signOut, { cookie: cookie! });
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()[0]).toMatch(/^minjiang_session=; Max-Age=0;/);
    expect(await codeOf(cookie)).toBe('session-ended');
    expect(ended.map(({ reason }) => reason)).toEqual(['signed-out']);
  });

  it('of the browser that signs somebody else in end too', async () => {
    await at.learner('before');
    await at.learner('after');
    const before = await at.signIn('before');
    await at.signIn('after', { cookie: before.cookie! });
    expect(await codeOf(before.cookie)).toBe('session-ended');
  });

  it('elsewhere end when the password is changed, this one stays', async () => {
    await staff('careful');
    const other = await at.signIn('careful');
    const own = await at.signIn('careful');
    const change = (newPassword: string) =>
      at.app.call(identityRoutes.changePassword, {
        body: { currentPassword: password, newPassword },
        cookie: own.cookie!,
      });
    expect((await change(password)).problem?.code).toBe('password-same');
    expect((await change('Other-Password-1')).status).toBe(204);
    expect([await codeOf(other.cookie), await codeOf(own.cookie)]).toEqual(['session-ended', 200]);
    expect((await at.signIn('careful')).problem?.code).toBe('sign-in-refused');
    expect((await at.signIn('careful', { password: 'Other-Password-1' })).status).toBe(200);
  });

  it('hold one assignment; another is chosen and kept for the next time', async () => {
    const id = await at.person({
      userName: 'both',
      name: '欧阳修远',
      password,
      assignments: [{ role: 'instructor', organisationId: institutionId }, { role: 'learner' }],
    });
    const one = await at.signIn('both');
    const two = await at.signIn('both');
    const { account } = two.body;
    expect(account.active).toEqual(
      jasmine.objectContaining({ role: 'instructor', organisationName: '榕城技工学校' }),
    );
    const learner = account.assignments.find(({ role }) => role === 'learner')!;
    const chosen = await at.app.call(identityRoutes.switchAssignment, {
      body: { assignmentId: learner.id },
      cookie: two.cookie!,
    });
    expect(chosen.body.account.active.role).toBe('learner');
    // Whoever turns to study is alone, as if he had signed in to study.
    expect(await codeOf(one.cookie)).toBe('session-displaced');
    const actor = await at.identity.authenticate(two.cookie, true);
    expect(actor).toEqual(jasmine.objectContaining({ accountId: id, role: 'learner', organisationId: null }));
    expect((await at.signIn('both')).body.account.active.role).toBe('learner');
  });

  it('refuse the assignment of somebody else', async () => {
    await at.learner('mine');
    await at.learner('theirs');
    const theirs = (await at.signIn('theirs')).body.account.active.id;
    const { cookie } = await at.signIn('mine');
    const answer = await at.app.call(identityRoutes.switchAssignment, {
      body: { assignmentId: theirs },
      cookie: cookie!,
    });
    expect(answer.problem?.code).toBe('not-found');
  });

  it('keep the large text with the account', async () => {
    await at.learner('reader');
    const { cookie } = await at.signIn('reader');
    const changed = await at.app.call(identityRoutes.changePreferences, {
      body: { largeText: true },
      cookie: cookie!,
    });
    expect(changed.body.account.largeText).toBeTrue();
    expect((await at.signIn('reader')).body.account.largeText).toBeTrue();
  });

  it('are cleaned up: idle pages are told without asking, ended rows go after a day', async () => {
    await staff('away');
    const { cookie } = await at.signIn('away');
    await at.shiftClock(601_000);
    signals.length = 0;
    await at.identity.cleanUp();
    const told = (await heard()).filter(({ payload }) => payload['reason'] === 'idle');
    expect(told.length).toBeGreaterThan(0);
    expect(await codeOf(cookie)).toBe('session-idle');
    await at.shiftClock(86_400_001);
    await at.identity.cleanUp();
    expect(await codeOf(cookie)).toBe('not-signed-in');
  });
});
