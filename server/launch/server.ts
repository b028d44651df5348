import { resolve } from 'node:path';
import { makeAttempts } from './attempts.ts';
import { fileFault, LaunchFault } from './fault.ts';
import { aborted, type Leaving } from './leaving.ts';
import { forgetServer, noteServer } from './leftovers.ts';
import { openLogFile } from './log-file.ts';
import type { LaunchMessage } from './messages.ts';
import { startProgram, withParent, type Ending } from './program.ts';
import type { Terminal } from './terminal.ts';

export interface Serving {
  readonly root: string;
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
  readonly leaving: Leaving;
  /** Rejects when our own PostgreSQL ends without being asked. */
  readonly databaseEnded: Promise<never> | null;
}

const patienceMs = 15_000;

/**
 * Runs the server until somebody wants to leave. One that ends by itself after it was ready is started again.
 * @throws LaunchFault when it cannot start, or ends by itself again and again
 */
export async function runServer(serving: Serving): Promise<void> {
  const { dataDir, terminal, leaving } = serving;
  const logFile = resolve(dataDir, 'logs/server.log');
  const log = openLog(logFile);
  const mayAgain = makeAttempts();
  for (;;) {
    const ended = await runOnce(serving, log);
    if (ended === null || leaving.asked.aborted) return;
    const how = `The server ended unexpectedly (${howItEnded(ended.ending)})`;
    if (!ended.wasReady || !mayAgain()) throw new LaunchFault(`${how}; its log is ${logFile}.`);
    terminal.say(`\n${how} and is started again; its log is ${logFile}.`);
  }
}

/** @returns how it ended by itself; null when somebody wants to leave */
async function runOnce(
  { root, dataDir, env, terminal, leaving, databaseEnded }: Serving,
  log: ReturnType<typeof openLog>,
): Promise<{ ending: Ending; wasReady: boolean } | null> {
  const fault = Promise.withResolvers<never>();
  let wasReady = false;
  const program = startProgram(process.execPath, [...withParent, resolve(root, 'server/src/main.ts')], {
    cwd: root,
    env,
    onMessage: (message) => {
      wasReady ||= message.type === 'ready';
      if (message.type === 'fault') fault.reject(new LaunchFault(message.text));
      else tell(terminal, message);
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
    forgetServer(dataDir);
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
