/**
 * `npm run attack`: starts the platform, plays every known attack against it, and prints for each what was claimed,
 * what was honestly due and what the ledger credited. Ends with 1 when anything earned more than was due.
 */
import { openDatabase } from '../run/database.ts';
import { sections } from './all-attacks.ts';
import { playAttack, type Row } from './play.ts';
import { setAttackStage } from './stage.ts';
import { headline, lineOf } from './table.ts';

const only = process.argv[2];
const database = await openDatabase();
if ('fault' in database) throw new Error(database.fault);
process.env['MINJIANG_TEST_DATABASE_URL'] = database.url;
console.log('Starting the platform: two processes, one database, films encoded …');
const stage = await setAttackStage();
const rows: Row[] = [];
try {
  for (const { name: section, attacks } of sections) {
    const chosen = attacks.filter(({ name }) => !only || `${section} ${name}`.includes(only));
    if (chosen.length > 0) console.log(`\n${section}\n${headline}`);
    for (const attack of chosen) {
      const row = await playAttack(stage, section, attack);
      rows.push(row);
      console.log(lineOf(row));
    }
  }
} finally {
  await stage.strike();
  await database.stop();
}
const faults = rows.filter(({ fault }) => fault !== null);
console.log(`\n${rows.length} attacks, ${faults.length} of them earned what was not due or broke a rule`);
process.exit(faults.length === 0 && rows.length > 0 ? 0 : 1);
