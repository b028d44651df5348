import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { codeOf, fileFault, LaunchFault } from './fault.ts';
import { makeFolder } from './folders.ts';

/** The right of one program to use a folder; it ends with the program, even after SIGKILL. */
export interface FolderLock {
  /** Said to a second program that asks: it then waits instead of giving up. */
  stopping(): void;
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly port: number;
  readonly token: string;
}

const stoppingPatienceMs = 20_000;
/** A program whose parent was killed a moment ago may not know yet that it stops. */
const runningPatienceMs = 1_500;

/**
 * Takes the folder for this program. The holder listens on a port of this machine for as long as it lives, so a
 * file left behind by a killed program is recognised whoever has its process id now.
 * @throws LaunchFault when another living program holds the folder
 */
export async function lockFolder(
  folder: string,
  refusal: (pid: number) => string,
  patienceMs = runningPatienceMs,
): Promise<FolderLock> {
  const file = join(folder, 'running.json');
  const token = randomUUID();
  let state = 'running';
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(`${token} ${state}`);
  });
  server.unref();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const mine: Holder = { pid: process.pid, port: (server.address() as AddressInfo).port, token };
  try {
    makeFolder(folder);
    await take(file, mine, refusal, patienceMs);
  } catch (error) {
    server.close();
    if (error instanceof LaunchFault) throw error;
    throw fileFault(`The folder ${folder} cannot be used`, error);
  }
  return {
    stopping: () => void (state = 'stopping'),
    release() {
      if (readHolder(file)?.token === token) rmSync(file, { force: true });
      server.close();
    },
  };
}

async function take(
  file: string,
  mine: Holder,
  refusal: (pid: number) => string,
  runningMs: number,
): Promise<void> {
  const from = Date.now();
  for (;;) {
    if (create(file, mine)) return;
    const holder = readHolder(file);
    const state = holder ? await ask(holder) : 'gone';
    const patienceMs = state === 'running' ? runningMs : stoppingPatienceMs;
    if (state === 'gone') setAside(file, holder);
    else if (Date.now() - from > patienceMs) throw new LaunchFault(refusal(holder?.pid ?? 0));
    else await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Written beside and linked into place: nobody ever reads half a file, and only one of two can link. */
function create(file: string, mine: Holder): boolean {
  const draft = `${file}.${mine.token}`;
  writeFileSync(draft, JSON.stringify(mine));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    // Some disks know no links; there the file is made the plain way.
    return createPlainly(file, mine);
  } finally {
    rmSync(draft, { force: true });
  }
}

function createPlainly(file: string, mine: Holder): boolean {
  try {
    writeFileSync(file, JSON.stringify(mine), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Removes what a dead program left, unless somebody else was quicker and the file is a living one by now. */
function setAside(file: string, seen: Holder | null): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const taken = readHolder(aside);
  if (taken && taken.token !== seen?.token) create(file, taken);
  rmSync(aside, { force: true });
}

function readHolder(file: string): Holder | null {
  try {
    const { pid, port, token } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return pid !== undefined && port !== undefined && token !== undefined ? { pid, port, token } : null;
  } catch {
    return null;
  }
}

function ask(holder: Holder): Promise<'running' | 'stopping' | 'gone'> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(holder.port, '127.0.0.1');
    socket.setTimeout(3000, () => socket.destroy());
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => void (answer += text));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (!answer.startsWith(holder.token)) resolve('gone');
      else resolve(answer.endsWith('stopping') ? 'stopping' : 'running');
    });
  });
}
