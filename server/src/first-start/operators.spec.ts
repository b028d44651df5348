import { identityRoutes } from '@minjiang/shared/identity';
import { identityFixture, password, type IdentityFixture } from '../identity/testing/identity-fixture.ts';
import { inviteOperators } from './operators.ts';

describe('the first start without a demonstration', () => {
  let at: IdentityFixture;
  beforeAll(async () => void (at = await identityFixture()));
  afterAll(() => at.close());

  const start = () => inviteOperators({ db: at.db, clock: at.clock, modules: { identity: at.identity } });
  const codesOf = (lines: readonly string[]) =>
    Object.fromEntries(
      lines.flatMap((line) => {
        const found = /^ {2}(\w+) .*(\d{4}) (\d{4})$/.exec(line);
        return found ? [[found[1]!, found[2]! + found[3]!]] : [];
      }),
    );
  const activate = async (account: string, code: string) =>
    (await at.app.call(identityRoutes.activate, { body: { account, code, password } })).status;

  it('makes three operators, tells a code for each, and says nothing more once security is in duty', async () => {
    const first = codesOf(await start());
    expect(Object.keys(first)).toEqual(['sysadmin', 'secadmin', 'auditor']);
    const again = codesOf(await start());
    expect(await activate('sysadmin', first['sysadmin']!)).toBe(422);
    expect(await activate('sysadmin', again['sysadmin']!)).toBe(204);
    const third = codesOf(await start());
    expect(Object.keys(third)).toEqual(['secadmin', 'auditor']);
    expect(await activate('secadmin', third['secadmin']!)).toBe(204);
    expect((await at.signIn('secadmin')).body.account.active.role).toBe('security-admin');
    expect(await start()).toEqual([]);
  });

  it('invites nobody into a platform that has people', async () => {
    const other = await identityFixture();
    await other.write((tx, now) =>
      other.identity.createAccount(tx, now, {
        userName: 'somebody',
        name: '何平',
        password,
        assignments: [],
      }),
    );
    const lines = await inviteOperators({
      db: other.db,
      clock: other.clock,
      modules: { identity: other.identity },
    });
    expect(lines).toEqual([]);
    await other.close();
  });
});
