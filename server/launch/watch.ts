import { createInterface } from 'node:readline';
import { resolve } from 'node:path';
import { aborted } from './leaving.ts';
import { forgetServer, noteServer } from './leftovers.ts';
import type { LaunchMessage } from './messages.ts';
import { npm } from './npm.ts';
import { startProgram, withParent, type Program } from './program.ts';
import { readableLine } from './readable-line.ts';
import type { Serving } from './server.ts';

/** Runs server and portal so that both begin anew with every change of their sources, both outputs on the terminal. */
export async function runWatching(serving: Serving): Promise<void> {
  const { root, dataDir, terminal, leaving } = serving;
  const env = { ...serving.env, NODE_ENV: serving.env['NODE_ENV'] || 'development' };
  const main = resolve(root, 'server/src/main.ts');
  const [command, args] = npm(['run', 'watch', '-w', 'web', '--loglevel=error']);
  const portal = startProgram(command, args, { cwd: root, env });
  const built = follow(portal, 'portal', terminal.say, /bundle generation (complete|failed)/);
  // The server serves the portal it finds when it starts, and a build begins by emptying its folder.
  await Promise.race([built, portal.ended, aborted(leaving.asked)]);
  const server = startProgram(process.execPath, ['--watch', '--watch-preserve-output', ...withParent, main], {
    cwd: root,
    env,
    onMessage: (message) => show(linesOf(message), 'server', terminal.say),
  });
  noteServer(dataDir, server.pid);
  void follow(server, 'server', terminal.say);
  try {
    const ends = [server.ended, portal.ended, ...(serving.databaseEnded ? [serving.databaseEnded] : [])];
    await Promise.race([aborted(leaving.asked), ...ends]);
  } finally {
    const patienceMs = leaving.hard.aborted ? 0 : 5_000;
    await Promise.all([server.stop(patienceMs), portal.stop(patienceMs)]);
    forgetServer(dataDir, server.pid);
  }
}

function linesOf(message: LaunchMessage): readonly string[] {
  if (message.type === 'ready') return [`Ready at ${message.address}`, ...message.lines];
  return [message.text];
}

/** Shows what the program writes; settles with the first line of that kind. */
function follow(
  program: Program,
  name: string,
  say: (line: string) => void,
  awaited?: RegExp,
): Promise<void> {
  return new Promise((resolve) => {
    for (const stream of program.output) {
      createInterface({ input: stream }).on('line', (line) => {
        show([readableLine(line)], name, say);
        if (awaited?.test(line)) resolve();
      });
    }
  });
}

function show(lines: readonly string[], name: string, say: (line: string) => void): void {
  for (const line of lines) say(`${name} │ ${line}`);
}
