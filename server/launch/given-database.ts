import { Socket } from 'node:net';
import pg from 'pg';
import { codeOf, LaunchFault } from './fault.ts';

const patienceMs = 8_000;
const oldest = 15;

/**
 * Tries the database the operator named before anything slow starts. The address holds a password, so no
 * sentence repeats it.
 * @throws LaunchFault with one sentence that says what is wrong with it
 */
export async function requireDatabase(url: string): Promise<void> {
  const where = addressOf(url);
  const version = await versionOf(url).catch((error: unknown) => {
    throw new LaunchFault(sentence(error, where));
  });
  if (version < oldest) {
    throw new LaunchFault(
      `The PostgreSQL at ${where.server} is version ${version}; the platform needs ${oldest} or newer.`,
    );
  }
}

interface Where {
  readonly server: string;
  readonly user: string;
  readonly database: string;
}

function addressOf(url: string): Where {
  try {
    const { protocol, host, hostname, port, username, pathname, searchParams } = new URL(url);
    if (!/^postgres(ql)?:$/.test(protocol)) throw new Error('another protocol');
    return {
      server: hostname
        ? `${hostname}:${port || '5432'}`
        : (searchParams.get('host') ?? host) || 'this machine',
      user: decodeURIComponent(username) || 'the default user',
      database: decodeURIComponent(pathname.slice(1)) || 'the default database',
    };
  } catch {
    throw new LaunchFault(
      'DATABASE_URL is not an address of PostgreSQL: it looks like postgres://user:password@host:5432/database.',
    );
  }
}

async function versionOf(url: string): Promise<number> {
  const socket = new Socket();
  const client = new pg.Client({ connectionString: url, stream: () => socket });
  client.on('error', () => undefined);
  let timer: NodeJS.Timeout | undefined;
  // A server of another kind may accept the connection and never answer, or answer what pg waits on for ever.
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(withCode('ETIMEDOUT')), patienceMs);
    socket.once('data', (bytes) => {
      if (!isPostgres(bytes)) reject(withCode(foreign));
    });
  });
  const asking = client.connect().then(() => client.query<Version>('SHOW server_version_num'));
  asking.catch(() => undefined);
  try {
    const { rows } = await Promise.race([asking, silence]);
    return Math.floor(Number(rows[0]?.server_version_num) / 10_000);
  } finally {
    clearTimeout(timer);
    client.end().catch(() => undefined);
  }
}

const foreign = 'another kind of server';

function withCode(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** How PostgreSQL begins: `S` alone when it was asked for TLS, else a message that asks, refuses or notes. */
function isPostgres(bytes: Buffer): boolean {
  return /^[RENv]|^S$/.test(bytes.toString('latin1', 0, 2));
}

interface Version {
  readonly server_version_num: string;
}

function sentence(error: unknown, { server, user, database }: Where): string {
  const named = 'DATABASE_URL names';
  switch (codeOf(error)) {
    case 'ECONNREFUSED':
    case 'ENOENT':
      return `${named} ${server}, where no PostgreSQL listens.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${named} ${server}, a machine that is not known here.`;
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `${named} ${server}, which does not answer.`;
    case foreign:
      return `${named} ${server}, where something answers that is no PostgreSQL.`;
    case '28P01':
    case '28000':
      return `The PostgreSQL at ${server} refuses ${user}: check user name and password in DATABASE_URL.`;
    case '3D000':
      return `The PostgreSQL at ${server} has no database ${database}: create it, or correct DATABASE_URL.`;
    default:
      return `The PostgreSQL that ${named} (${server}) cannot be used: ${messageOf(error)}.`;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error && error.message ? error.message.replace(/\.$/, '') : 'no reason given';
}
