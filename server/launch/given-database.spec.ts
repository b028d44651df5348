import pg from 'pg';
import { LaunchFault } from './fault.ts';
import { requireDatabase } from './given-database.ts';

/** Against the real server of the run; what needs none is in faults.spec.ts. */
describe('a database of the operator’s own', () => {
  const url = process.env['MINJIANG_TEST_DATABASE_URL'] ?? '';

  it('is taken when it answers and is new enough', async () => {
    await expectAsync(requireDatabase(url)).toBeResolved();
  });

  it('is refused when it does not exist', async () => {
    const other = new URL(url);
    other.pathname = '/no_such_database';
    await expectAsync(requireDatabase(other.toString())).toBeRejectedWithError(
      LaunchFault,
      /has no database no_such_database/,
    );
  });

  it('is refused with a wrong password, which is not repeated', async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ own: boolean }>("SELECT current_user = 'minjiang' AS own");
    await client.end();
    if (!rows[0]?.own) return pending('only a server that asks for passwords can refuse one');
    const other = new URL(url);
    other.password = 'not-this-one';
    const refused = await requireDatabase(other.toString()).catch((error: unknown) => String(error));
    expect(refused).toMatch(/refuses minjiang: check user name and password/);
    expect(refused).not.toContain('not-this-one');
  });
});
