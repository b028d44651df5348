import { learners, staff } from '../../server/src/demo/demo-texts.ts';
import { everybody } from '../support/people.ts';
import { theStage, type Stage } from '../support/stage.ts';
import { disguisesOf, dump } from '../support/table-contents.ts';

/** What was entered about people, by the demonstration, through the portal and through the API. */
const entered = () => [
  ...learners.flatMap(({ name, idNumber, phone }) => [name, idNumber, phone]),
  ...staff.map(({ name }) => name),
  ...everybody().flatMap(({ name, idNumber, phone, email }) => [name, idNumber, phone, email]),
];

describe('after all of it, what was entered about people', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await theStage();
  }, 120_000);

  it('stands nowhere in the database, neither as it is nor as bytes, base64 or escapes', async () => {
    const tables = await dump(stage.database);
    expect(tables.find(({ table }) => table === 'public.identity_accounts')?.text.length).toBeGreaterThan(
      1000,
    );
    const found = entered().flatMap((text) =>
      disguisesOf(text).flatMap((disguise) =>
        tables.filter((table) => table.text.includes(disguise)).map(({ table }) => `${text} in ${table}`),
      ),
    );
    expect(entered().length).toBeGreaterThan(20);
    expect(found).toEqual([]);
  }, 60_000);

  it('stands in no line that a server logged', () => {
    const lines = stage.servers().map((server) => server.log());
    expect(lines.join('').length).toBeGreaterThan(0);
    const found = entered().filter((text) => lines.some((log) => log.includes(text)));
    expect(found).toEqual([]);
  });
});
