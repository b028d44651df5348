/**
 * `npm run load:prepare -- --origin URL --learners N`: prepares a running platform through its front door and writes
 * the people to `tests/out/k6/load-data.json`. The accounts of staff are those of the demonstration, or others by
 * MINJIANG_LOAD_INSTITUTION, _EMPLOYER, _SYSTEM and _AUDIT; their password by MINJIANG_PASSWORD.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { signIn } from '../../../support/commands/signing-in.ts';
import { password as learnersPassword } from '../../../support/founders.ts';
import { bundleFolder } from '../bundle.ts';
import { preparePlatform } from './prepare-platform.ts';

const { values } = parseArgs({
  options: {
    origin: { type: 'string', default: 'http://localhost:8080' },
    learners: { type: 'string', default: '100' },
    film: { type: 'string', default: '600' },
  },
});
const password = process.env['MINJIANG_PASSWORD'];
if (!password) throw new Error('MINJIANG_PASSWORD is not set: the password of the staff');
const enter = (role: string, account: string) =>
  signIn(values.origin, process.env[`MINJIANG_LOAD_${role}`] ?? account, password);
const data = await preparePlatform({
  institution: await enter('INSTITUTION', 'institution'),
  staff: {
    employer: await enter('EMPLOYER', 'employer'),
    system: await enter('SYSTEM', 'sysadmin'),
    audit: await enter('AUDIT', 'auditor'),
  },
  ...(process.env['MINJIANG_LOAD_EMPLOYER_NAME']
    ? { employer: process.env['MINJIANG_LOAD_EMPLOYER_NAME'] }
    : {}),
  learners: Number(values.learners),
  filmSeconds: Number(values.film),
  beatEveryMs: 15_000,
});
mkdirSync(bundleFolder, { recursive: true });
const file = join(bundleFolder, 'load-data.json');
writeFileSync(file, JSON.stringify(data), { mode: 0o600 });
console.log(`${data.learners.length} learners, all with the password ${learnersPassword}, in ${file}`);
