import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileFault, LaunchFault } from '../fault.ts';
import { as, type Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { explainPostgres } from './explain.ts';

/** Pinyin order where the system knows the locale, else the plain order of code points. */
const locales = [
  ['--locale-provider=icu', '--icu-locale=zh-Hans-CN', '--locale=C.UTF-8'],
  ['--locale-provider=icu', '--icu-locale=zh-Hans-CN', '--locale=C'],
  ['--locale=C'],
];

/** The random password of this database, kept beside it for its owner only. */
export function passwordOf(folder: string, cluster: string): string {
  const file = join(folder, 'password');
  try {
    if (existsSync(file)) return readFileSync(file, 'utf8').trim();
    if (existsSync(cluster)) {
      throw new LaunchFault(
        `The password file ${file} is missing: put it back, or move ${cluster} away to begin with an empty database.`,
      );
    }
    const password = randomBytes(24).toString('base64url');
    writeFileSync(file, `${password}\n`, { mode: 0o600 });
    return password;
  } catch (error) {
    throw error instanceof LaunchFault ? error : fileFault(`The password file ${file} cannot be used`, error);
  }
}

/** Makes the database unless it is there. Half-made ones (a kill, a full disk) never get its name. */
export function makeCluster(
  binaries: Binaries,
  account: Account,
  cluster: string,
  password: string,
  durable: boolean,
): void {
  if (existsSync(cluster)) return;
  const draft = `${cluster}.new`;
  const passwordFile = join(draft, '..', 'initial-password');
  try {
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft);
    chmodSync(draft, 0o700);
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (account) {
      chownSync(draft, account.uid, account.gid);
      chownSync(passwordFile, account.uid, account.gid);
    }
    runInitdb(binaries, account, draft, passwordFile, durable);
    renameSync(draft, cluster);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error instanceof LaunchFault
      ? error
      : fileFault(`The database cannot be made in ${dirname(cluster)}`, error);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function runInitdb(
  binaries: Binaries,
  account: Account,
  draft: string,
  passwordFile: string,
  durable: boolean,
): void {
  let said = '';
  for (const locale of locales) {
    const run = spawnSync(
      binaries.initdb,
      [
        ...['-D', draft, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
        ...['--encoding=UTF8', ...locale, ...(durable ? [] : ['--no-sync'])],
      ],
      { ...as(account), encoding: 'utf8', env: { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' } },
    );
    if (run.status === 0) return;
    said = run.error ? run.error.message : `${run.stdout}\n${run.stderr}`;
    if (!/locale|ICU/i.test(run.stderr)) break;
  }
  throw explainPostgres(said, dirname(draft));
}
