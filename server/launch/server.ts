import { resolve } from 'node:path';
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
 * Runs the server until somebody wants to leave.
 * @throws LaunchFault when it cannot start or ends by itself
 */
export async function runServer(serving: Serving): Promise<void> {
  const { root, dataDir, terminal, leaving } = serving;
  const logFile = resolve(dataDir, 'logs/server.log');
  const log = openLog(logFile);
  const fault = Promise.withResolvers<never>();
  const program = startProgram(process.execPath, [...withParent, resolve(root, 'server/src/main.ts')], {
    cwd: root,
    env: serving.env,
    onMessage: (message) => {
      if (message.type === 'fault') fault.reject(new LaunchFault(message.text));
      else tell(terminal, message);
    },
  });
  for (const stream of program.output) stream.pipe(log, { end: false });
  noteServer(dataDir, program.pid);
  const diedAlone = program.ended.then(async (ending) => {
    // A signal to the whole group of processes may reach the server first.
    await Promise.race([aborted(leaving.asked), new Promise((go) => setTimeout(go, 500))]);
    throw new LaunchFault(`The server ended unexpectedly (${howItEnded(ending)}); its log is ${logFile}.`);
  });
  const ends = [diedAlone, fault.promise, ...(serving.databaseEnded ? [serving.databaseEnded] : [])];
  for (const end of ends) end.catch(() => undefined);
  try {
    await Promise.race([aborted(leaving.asked), ...ends]);
  } finally {
    leaving.hard.addEventListener('abort', () => void program.stop(0), { once: true });
    await program.stop(leaving.hard.aborted ? 0 : patienceMs);
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
