import { besideAnother, type LaunchMessage } from '../launch/messages.ts';
import type { App } from './app.ts';
import { ConfigFault, readConfig, type Config } from './config.ts';

/** Tells the launcher, or whoever started the process by hand. */
function tell(message: LaunchMessage): void {
  if (process.send) process.send(message);
  else if (message.type === 'fault') process.stderr.write(`${message.text}\n`);
  else if (message.type === 'ready')
    process.stdout.write(`${message.address}\n${message.lines.join('\n')}\n`);
}

/** One sentence for a person; what is not known keeps its own message and no stack. */
function sentenceOf(error: unknown): string {
  if (error instanceof ConfigFault) return `The configuration has faults: ${error.message}.`;
  const { code, message, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `Port ${port ?? ''} is in use; choose another with PORT.`;
  if (code === 'ENOSPC') return 'The disk is full.';
  return `The server cannot start: ${message}`;
}

async function listen({ server }: Pick<App, 'server'>, config: Config): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    const { port, host, reusePort } = config;
    server.listen({ port, host, reusePort }, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : config.port;
  return config.publicOrigin ?? `http://localhost:${port}`;
}

/** What a role runs; each loads no more than it needs. */
async function build(config: Config): Promise<{ app: Pick<App, 'server' | 'stop'>; lines: string[] }> {
  if (config.role === 'realtime') {
    const { buildRealtime } = await import('./realtime.ts');
    return { app: await buildRealtime(config), lines: [] };
  }
  const { buildApp } = await import('./app.ts');
  const app = await buildApp(config);
  return { app, lines: await firstLines(app, config) };
}

/** Who can sign in: the demonstration, or on an empty platform the operators. */
async function firstLines(app: App, config: Config): Promise<string[]> {
  if (process.argv.includes(besideAnother)) return [];
  if (config.demo) {
    if (config.role !== 'all') return [];
    const { seedDemonstration } = await import('./demo/seed.ts');
    return seedDemonstration(app, config, tell);
  }
  if (config.role === 'worker') return [];
  const { inviteOperators } = await import('./first-start/index.ts');
  return inviteOperators(app);
}

async function start(): Promise<void> {
  const config = readConfig();
  tell({ type: 'progress', text: 'Preparing the database' });
  const { app, lines } = await build(config);
  const address = await listen(app, config);
  const stop = () => {
    app.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
  tell({ type: 'ready', address, lines });
}

process.on('unhandledRejection', (error) => {
  throw error;
});
start().catch((error: unknown) => {
  tell({ type: 'fault', text: sentenceOf(error) });
  process.exit(1);
});
