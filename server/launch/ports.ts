import { createServer } from 'node:net';
import { randomInt } from 'node:crypto';
import { codeOf, LaunchFault } from './fault.ts';

/** Whether a program could listen there now; the code of the refusal if not. */
export function refusalOf(port: number, host?: string): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve(codeOf(error)));
    probe.listen({ port, ...(host === undefined ? {} : { host }), exclusive: true }, () => {
      probe.close(() => resolve(null));
    });
  });
}

/** A free port of this machine below the range from which the system takes ports for outgoing connections. */
export async function freePort(preferred?: number): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = attempt === 0 && preferred ? preferred : randomInt(20_000, 32_000);
    if ((await refusalOf(port, '127.0.0.1')) === null) return port;
  }
  throw new LaunchFault('No free port was found between 20000 and 32000 for PostgreSQL.');
}

/** @throws LaunchFault when the platform could not listen on the port */
export async function requirePort(port: number, patienceMs = 0): Promise<void> {
  if (port === 0) return;
  const until = Date.now() + patienceMs;
  for (;;) {
    const refusal = (await refusalOf(port, '127.0.0.1')) ?? (await refusalOf(port, '0.0.0.0'));
    if (refusal === null) return;
    if (refusal === 'EACCES') {
      throw new LaunchFault(`This user may not listen on port ${port}: choose one from 1024 up with PORT.`);
    }
    if (Date.now() >= until) {
      throw new LaunchFault(
        `Port ${port} is used by another program: stop that, or choose another port, as in PORT=${port === 8080 ? 8081 : 8080} npm start.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
