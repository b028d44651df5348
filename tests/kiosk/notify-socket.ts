import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../support/places.ts';
import { until } from '../support/waiting.ts';

/** Node knows no datagram sockets of Unix. */
const listener = `
import socket, sys
heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
heard.bind(sys.argv[1])
while True:
    print(heard.recv(4096).decode(), flush=True)
`;

/** The socket on which systemd hears from a service that it watches; here nobody acts on what is told. */
export async function openNotifySocket() {
  const path = join(scratchFolder('notify'), 'socket');
  const child = spawn('python3', ['-c', listener, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const end = () => void child.kill('SIGKILL');
  process.on('exit', end);
  const times: number[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n')) if (line === 'WATCHDOG=1') times.push(Date.now());
  });
  await until('the socket of the watchdog', () => Promise.resolve(existsSync(path)), 5000, 20);
  return {
    path,
    /** When it was told that all is well. */
    times: (): readonly number[] => times,
    /** How long it has heard nothing, in milliseconds. */
    silentMs: () => Date.now() - (times.at(-1) ?? 0),
    close: end,
  };
}
