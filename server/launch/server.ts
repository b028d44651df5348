import { resolve } from 'node:path';
import { makeAttempts } from './attempts.ts';
import { fileFault, LaunchFault } from './fault.ts';
import { aborted, type Leaving } from './leaving.ts';
import { forgetServer, noteServer } from './leftovers.ts';
import { openLogFile } from './log-file.ts';
import { besideAnother, type LaunchMessage } from './messages.ts';
import { startProgram, withParent, type Ending } from './program.ts';
import type { Terminal } from './terminal.ts';

export interface Serving {
  readonly root: string;
  readonly dataDir: string;
  /** So many share the port. */
  readonly processes: number;
  readonly env: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
  readonly leaving: Leaving;
  /** Rejects when our own PostgreSQL ends without being asked. */
  readonly databaseEnded: Promise<never> | null;
}

const patienceMs = 15_000;

/**
 * Runs the server until somebody wants to leave, in as many processes as are wanted. One that ends by itself after it
 * was ready is started again.
 * @throws LaunchFault when one cannot start, or ends by itself again and again; the others are stopped
 */
export async function runServer(serving: Serving): Promise<void> {
  const logFile = resolve(serving.dataDir, 'logs/server.log');
  const log = { file: logFile, stream: openLog(logFile) };
  const over = new AbortController();
  const asked = AbortSignal.any([serving.leaving.asked, over.signal]);
  const within = { ...serving, leaving: { ...serving.leaving, asked } };
  const keep = (index: number, ready?: () => void) =>
    keepRunning(within, log, index, ready).catch((error: unknown) => {
      over.abort();
      throw error;
    });
  // The first prepares the database for all.
  const prepared = Promise.withResolvers<void>();
  const first = keep(0, prepared.resolve);
  await Promise.race([prepared.promise, first]);
  const more = asked.aborted ? 0 : serving.processes - 1;
  const others = Array.from({ length: more }, (_, index) => keep(index + 1));
  const ends = await Promise.allSettled([first, ...others]);
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

interface Log {
  readonly file: string;
  readonly stream: ReturnType<typeof openLog>;
}

async function keepRunning(serving: Serving, log: Log, index: number, ready?: () => void): Promise<void> {
  const { terminal, leaving, processes } = serving;
  const mayAgain = makeAttempts();
  const name = processes > 1 ? `Process ${index + 1} of the server` : 'The server';
  for (;;) {
    const ended = await runOnce(serving, log.stream, index, ready);
    if (ended === null || leaving.asked.aborted) return;
    const how = `${name} ended unexpectedly (${howItEnded(ended.ending)})`;
    if (!ended.wasReady || !mayAgain()) throw new LaunchFault(`${how}; its log is ${log.file}.`);
    terminal.say(`\n${how} and is started again; its log is ${log.file}.`);
  }
}

/** @returns how it ended by itself; null when somebody wants to leave */
async function runOnce(
  { root, dataDir, env, terminal, leaving, databaseEnded }: Serving,
  log: Log['stream'],
  index: number,
  ready?: () => void,
): Promise<{ ending: Ending; wasReady: boolean } | null> {
  const fault = Promise.withResolvers<never>();
  let wasReady = false;
  const main = [resolve(root, 'server/src/main.ts'), ...(index > 0 ? [besideAnother] : [])];
  const program = startProgram(process.execPath, [...withParent, ...main], {
    cwd: root,
    env,
    onMessage: (message) => {
      wasReady ||= message.type === 'ready';
      if (message.type === 'ready') ready?.();
      if (message.type === 'fault') fault.reject(new LaunchFault(message.text));
      // They all say the same.
      else if (index === 0) tell(terminal, message);
    },
  });
  for (const stream of program.output) stream.pipe(log, { end: false });
  noteServer(dataDir, program.pid);
  const diedAlone = program.ended.then(async (ending) => {
    // A signal to the whole group of processes may reach the server first.
    await Promise.race([aborted(leaving.asked), new Promise((go) => setTimeout(go, 500))]);
    return { ending, wasReady };
  });
  const ends = [fault.promise, ...(databaseEnded ? [databaseEnded] : [])];
  for (const end of ends) end.catch(() => undefined);
  const stopHard = () => void program.stop(0);
  try {
    return await Promise.race([aborted(leaving.asked).then(() => null), diedAlone, ...ends]);
  } finally {
    leaving.hard.addEventListener('abort', stopHard, { once: true });
    await program.stop(leaving.hard.aborted ? 0 : patienceMs);
    leaving.hard.removeEventListener('abort', stopHard);
    forgetServer(dataDir, program.pid);
  }
}

function tell(terminal: Terminal, message: Exclude<LaunchMessage, { type: 'fault' }>): void {
  if (message.type === 'progress') terminal.say(`  ${message.text}`);
  else {
    terminal.say(`\nMinjiang is ready at ${message.address}\n`);
    for (const line of message.lines) terminal.say(line);
    terminal.say('\nCtrl-C stops it; the data stay.');
  }
}

function howItEnded({ code, signal }: Ending): string {
  if (signal) return `signal ${signal}`;
  return code === null ? 'it could not be started' : `exit code ${code}`;
}

function openLog(file: string) {
  try {
    return openLogFile(file);
  } catch (error) {
    throw fileFault(`The log ${file} cannot be written`, error);
  }
}
