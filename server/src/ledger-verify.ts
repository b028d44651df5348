import { createPublicKey, type KeyObject } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { environmentOfTools } from './config.ts';
import { compareWhole } from './analytics/index.ts';
import { makeVersionReader } from './catalog/index.ts';
import { describeFinding, verifyLedger } from './learning/index.ts';
import { databaseClock, makeLog } from './platform/index.ts';
import { openDatabase } from './platform/db/database.ts';

const usage = `npm run ledger:verify -- [--database URL] [--data FOLDER] [--head FILE] [--key FILE]
Recomputes every chain of the ledger and names the first run that was altered, removed or inserted;
if there is none, every sum of classes, programmes, institutions, employers and regions that differs from its runs.
  --database  its PostgreSQL; else DATABASE_URL, else the own one of the data folder while the platform runs
  --data      the data folder (MINJIANG_DATA_DIR, else "data")
  --head      the file of a signed head that was kept outside
  --key       the public key (PEM) that must have signed it; else the head's own
Ends with 0 when all is right, 1 on a finding, 2 when it could not verify.
`;

class UsageFault extends Error {}

function readArguments() {
  const own = environmentOfTools();
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { database: text, data: text, head: text, key: text } });
  if (values.key && !values.head) throw new UsageFault('--key is of use only with --head');
  if (values.head && !existsSync(values.head)) throw new UsageFault(`there is no file ${values.head}`);
  const dataDir = resolve(values.data ?? own.dataDir);
  return {
    databaseUrl: values.database ?? own.databaseUrl ?? ownDatabase(dataDir),
    head: values.head ? createReadStream(values.head) : null,
    key: values.key ? readKey(values.key) : null,
  };
}

/** The PostgreSQL that the platform started in its data folder. */
function ownDatabase(dataDir: string): string {
  const [port, password] = ['port', 'password'].map((name) => join(dataDir, 'postgres', name));
  if (!existsSync(port!) || !existsSync(password!))
    throw new UsageFault(`there is no database in ${dataDir}: name one with --database or --data`);
  const read = (file: string) => readFileSync(file, 'utf8').trim();
  return `postgres://minjiang:${read(password!)}@127.0.0.1:${read(port!)}/minjiang`;
}

function readKey(file: string): KeyObject {
  try {
    return createPublicKey(readFileSync(file));
  } catch {
    throw new UsageFault(`${file} holds no public key`);
  }
}

async function run(): Promise<number> {
  const { databaseUrl, head, key } = readArguments();
  const db = openDatabase(databaseUrl, makeLog('silent', 'ledger-verify'), { models: 2, plain: 2 });
  const tell = (line: string) => void process.stdout.write(`${line}\n`);
  try {
    if (head && !key) tell('no --key was given: the head is checked with the key that stands in it');
    const finding = await verifyLedger(db, { head, key, tell });
    const wrong = finding
      ? [describeFinding(finding)]
      : await compareWhole({ db, clock: databaseClock(false), versions: makeVersionReader() });
    for (const line of wrong) tell(line);
    if (wrong.length === 0) tell('the ledger is whole');
    return wrong.length > 0 ? 1 : 0;
  } finally {
    await db.close();
  }
}

run().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    const isUsage =
      error instanceof UsageFault || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
    const said = error instanceof Error && error.message ? error.message : 'the database does not answer';
    process.stderr.write(`${said}\n${isUsage ? `\n${usage}` : ''}`);
    process.exitCode = 2;
  },
);
