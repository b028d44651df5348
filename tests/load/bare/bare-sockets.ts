import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '../../../server/launch/ports.ts';
import { usageOf } from '../../support/cluster/usage.ts';

/** As many bare servers as the platform has processes for sockets. */
export async function startBareServers(count: number, beatEveryMs: number) {
  const started: { readonly child: ChildProcess; readonly origin: string }[] = [];
  for (let index = 0; index < count; index++) {
    const port = await freePort();
    const env = { PORT: String(port), HOST: '127.0.0.1', BEAT_EVERY_MS: String(beatEveryMs) };
    const child = fork(join(import.meta.dirname, 'bare-server.ts'), [], { env, execArgv: [] });
    await once(child, 'message');
    started.push({ child, origin: `http://127.0.0.1:${port}` });
  }
  const kill = () => started.forEach(({ child }) => child.kill('SIGKILL'));
  process.once('exit', kill);
  return {
    origins: started.map(({ origin }) => origin),
    usage: () =>
      Promise.resolve(
        usageOf(started.map(({ child }) => child.pid!)).map((used) => ({ role: 'bare', ...used })),
      ),
    async stop() {
      const ended = started.map(({ child }) => once(child, 'exit'));
      kill();
      await Promise.all(ended);
      process.off('exit', kill);
    },
  };
}
