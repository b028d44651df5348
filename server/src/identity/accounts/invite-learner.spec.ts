import type { InvitedPerson } from './invite-learner.ts';
import { identityFixture, type IdentityFixture } from '../testing/identity-fixture.ts';

describe('inviting learners', () => {
  let at: IdentityFixture;
  beforeAll(async () => void (at = await identityFixture()));
  afterAll(() => at.close());

  let made = 0;
  const someone = (more: Partial<InvitedPerson> = {}): InvitedPerson => {
    made++;
    return {
      name: '黄丽华',
      idNumber: `35020319750101${String(1000 + made)}`,
      phone: `1360000${String(made).padStart(4, '0')}`,
      ...more,
    };
  };
  const invite = (person: InvitedPerson) =>
    at.write((tx, now) => at.identity.findOrInviteLearner(tx, now, person));
  const stateOf = async (accountId: string) =>
    (await at.identity.describeAccounts(at.db.sql, [accountId])).get(accountId);

  it('makes one account for one person, however often and from wherever he is named', async () => {
    const person = someone();
    const first = await invite(person);
    const again = await invite({ ...person, name: '黄丽', phone: someone().phone });
    expect(again).toEqual(first);
    const { accountId } = first as { accountId: string };
    expect(await stateOf(accountId)).toEqual(
      jasmine.objectContaining({ state: 'invited', maskedName: '黄*华' }),
    );
    for (const text of [person.phone, person.idNumber, person.idNumber.toLowerCase()]) {
      expect(await at.identity.findAccountIds(at.db.sql, text)).toEqual([accountId]);
    }
    expect(await at.identity.findAccountIds(at.db.sql, person.name)).toEqual([]);
    const roles = await at.db.sql<{ role: string }>(
      'SELECT role FROM identity_assignments WHERE account_id = $1',
      [accountId],
    );
    expect(roles).toEqual([{ role: 'learner' }]);
  });

  it('makes one account when eight imports name a person at once', async () => {
    const person = someone();
    const answers = await Promise.all(Array.from({ length: 8 }, () => invite(person)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('answers that a phone is taken, and writes nothing', async () => {
    const holder = someone();
    await invite(holder);
    const before = await at.db.sql('SELECT 1 FROM identity_accounts');
    expect(await invite(someone({ phone: holder.phone }))).toEqual({ fault: 'phone-taken' });
    expect((await at.db.sql('SELECT 1 FROM identity_accounts')).length).toBe(before.length);
  });

  it('makes staff of an organisation a learner too', async () => {
    const person = someone();
    const organisationId = await at.organisation({
      kind: 'institution',
      name: '鹭岛培训',
      regionCode: '350200',
    });
    const accountId = await at.person({
      ...person,
      assignments: [{ role: 'instructor', organisationId }],
      email: undefined,
    });
    expect(await invite(person)).toEqual({ accountId });
    const held = await at.db.sql(
      `SELECT 1 FROM identity_assignments WHERE account_id = $1 AND role = 'learner'`,
      [accountId],
    );
    expect(held.length).toBe(1);
  });

  it('foretells for a whole list what would happen row by row', async () => {
    const known = someone();
    const { accountId } = (await invite(known)) as { accountId: string };
    const [fresh, twin] = [someone(), someone()];
    const list = [
      known,
      fresh,
      someone({ phone: known.phone }),
      { ...twin, phone: fresh.phone },
      fresh,
      { ...known, phone: fresh.phone },
    ];
    const foretold = await at.identity.checkLearners(at.db.sql, list);
    expect(foretold).toEqual([
      { accountId, fault: null },
      { accountId: null, fault: null },
      { accountId: null, fault: 'phone-taken' },
      { accountId: null, fault: 'phone-taken' },
      { accountId: null, fault: null },
      { accountId, fault: null },
    ]);
    for (const [i, person] of list.entries()) {
      const happened = await invite(person);
      expect('fault' in happened ? happened.fault : null).toBe(foretold[i]!.fault);
    }
  });

  it('does for many at once what it does one by one', async () => {
    const known = someone();
    const { accountId } = (await invite(known)) as { accountId: string };
    const organisationId = await at.organisation({ kind: 'institution', name: '多人', regionCode: '350200' });
    const teacher = someone();
    const teacherId = await at.person({
      ...teacher,
      assignments: [{ role: 'instructor', organisationId }],
      email: undefined,
    });
    const [fresh, other] = [someone(), someone()];
    const list = [
      fresh,
      { ...known, email: 'known@example.cn' },
      teacher,
      someone({ phone: known.phone }),
      other,
    ];
    const many = () => at.write((tx, now) => at.identity.inviteLearners(tx, now, list));
    const first = await many();
    expect([first[1], first[2], first[3]]).toEqual([accountId, teacherId, null]);
    expect(await many())
      .withContext('and once')
      .toEqual(first);
    expect(await invite(fresh)).toEqual({ accountId: first[0]! });
    const held = await at.db.sql<{ role: string; n: number }>(
      `SELECT role, count(*)::int AS n FROM identity_assignments WHERE account_id = ANY($1) GROUP BY role ORDER BY role`,
      [first.filter(Boolean)],
    );
    expect(held).toEqual([
      { role: 'instructor', n: 1 },
      { role: 'learner', n: 4 },
    ]);
    const mail = await at.db.sql(
      'SELECT 1 FROM identity_accounts WHERE id = $1 AND email_sealed IS NOT NULL',
      [accountId],
    );
    expect(mail.length).toBe(1);
    const events = await at.db.sql<{ kind: string; n: number }>(
      `SELECT kind, count(*)::int AS n FROM platform_events WHERE subject_id = ANY($1) GROUP BY kind ORDER BY kind`,
      [[first[0], first[4]]],
    );
    expect(events).toEqual([
      { kind: 'account.created', n: 2 },
      { kind: 'assignment.added', n: 2 },
    ]);
  });

  it('lets nobody be two kinds of operator', async () => {
    const both = at.person({
      userName: 'two-hats',
      name: '张三',
      assignments: [{ role: 'system-admin' }, { role: 'audit-admin' }],
    });
    await expectAsync(both).toBeRejectedWithError(/exclude one another/);
    expect(await at.identity.findAccountIds(at.db.sql, 'two-hats')).toEqual([]);
    const somebody = await at.learner('one-hat');
    const direct = at.db.sql(
      `INSERT INTO identity_assignments (id, account_id, role, valid_from)
       SELECT gen_random_uuid(), $1, r, '2026-01-01' FROM unnest(ARRAY['system-admin', 'audit-admin']) r`,
      [somebody],
    );
    await expectAsync(direct).toBeRejected();
  });
});
