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
export async function requirePort(port: number, host: string, patienceMs = 0): Promise<void> {
  if (port === 0) return;
  const until = Date.now() + patienceMs;
  for (;;) {
    // Some systems let a second program take all addresses of a port beside one that has a single address.
    const refusal = (await refusalOf(port, host)) ?? (await refusalOf(port, '127.0.0.1'));
    if (refusal === null) return;
    if (refusal !== 'EADDRINUSE' || Date.now() >= until) throw new LaunchFault(sentence(refusal, port, host));
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function sentence(refusal: string, port: number, host: string): string {
  if (refusal === 'EADDRINUSE') {
    const other = port === 8080 ? 8081 : 8080;
    return `Port ${port} is used by another program: stop that, or choose another port, as in PORT=${other} npm start.`;
  }
  if (refusal === 'EACCES')
    return `This user may not listen on port ${port}: choose one from 1024 up with PORT.`;
  return `The platform cannot listen on ${host}:${port} (${refusal}): check HOST and PORT.`;
}
