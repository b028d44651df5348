import { resolve } from 'node:path';
import { fileFault, LaunchFault } from './fault.ts';
import { lockFolder } from './folder-lock.ts';
import { requireDatabase } from './given-database.ts';
import { listenForLeaving, type Leaving } from './leaving.ts';
import { endLeftServer } from './leftovers.ts';
import { buildPortal, portalFolder, portalIsStale } from './portal.ts';
import { requirePort } from './ports.ts';
import { keepPostgres } from './kept-postgres.ts';
import type { RunningPostgres } from './postgres.ts';
import { runServer } from './server.ts';
import { readSettings, type Settings } from './settings.ts';
import { makeTerminal, type Terminal } from './terminal.ts';
import { runWatching } from './watch.ts';

const root = resolve(import.meta.dirname, '../..');

/** Undoes one step of the start; the last step first. */
type Undo = (hard: AbortSignal) => void | Promise<void>;

async function launch(terminal: Terminal, leaving: Leaving, watch: boolean): Promise<void> {
  const undo: Undo[] = [];
  try {
    await run(terminal, leaving, watch, undo);
  } catch (error) {
    if (!leaving.asked.aborted) throw error;
  } finally {
    for (const step of undo.toReversed()) await step(leaving.hard);
  }
}

/** What can fail fast is tried before anything slow starts. */
async function run(terminal: Terminal, leaving: Leaving, watch: boolean, undo: Undo[]): Promise<void> {
  const settings = readSettings(process.env);
  const { dataDir, port, host } = settings;
  const lock = await lockFolder(
    dataDir,
    (pid) =>
      `The platform already runs on the data folder ${dataDir} (process ${pid}): stop it there, or choose another with MINJIANG_DATA_DIR.`,
  );
  undo.push(() => lock.release());
  leaving.asked.addEventListener('abort', () => lock.stopping());
  const cutShort = await endLeftServer(dataDir);
  await requirePort(port, host, cutShort ? 5_000 : 0);
  leaving.asked.throwIfAborted();
  const database = await openDatabase(settings, terminal);
  if (database.own) undo.push((hard) => stopDatabase(database.own, hard));
  leaving.asked.throwIfAborted();
  if (!watch && settings.portalDir === null && portalIsStale(root)) {
    await terminal.step('Building the portal (after changes only)', () =>
      buildPortal(root, resolve(dataDir, 'logs/portal-build.log'), leaving.asked),
    );
  }
  const env = {
    ...process.env,
    PORT: String(port),
    MINJIANG_DATA_DIR: dataDir,
    MINJIANG_WEB_DIR: settings.portalDir ?? portalFolder(root),
    DATABASE_URL: database.url,
    ...(settings.processes > 1 ? { MINJIANG_REUSE_PORT: 'on' } : {}),
  };
  const databaseEnded = database.own?.ended.then(() => {
    throw new LaunchFault(`PostgreSQL ended unexpectedly; its log is ${dataDir}/logs/postgres.log.`);
  });
  databaseEnded?.catch(() => undefined);
  const serve = watch ? runWatching : runServer;
  const { processes } = settings;
  await serve({ root, dataDir, processes, env, terminal, leaving, databaseEnded: databaseEnded ?? null });
}

async function openDatabase(
  settings: Settings,
  terminal: Terminal,
): Promise<{ url: string; own: RunningPostgres | null }> {
  if (settings.databaseUrl !== null) {
    await requireDatabase(settings.databaseUrl);
    return { url: settings.databaseUrl, own: null };
  }
  const own = await terminal.step('Starting PostgreSQL', () =>
    keepPostgres({ dataDir: settings.dataDir, log: (line) => terminal.say(`    ${line}`) }),
  );
  return { url: own.url, own };
}

async function stopDatabase(database: RunningPostgres | null, hard: AbortSignal): Promise<void> {
  const harder = () => void database?.stop(true);
  hard.addEventListener('abort', harder, { once: true });
  await database?.stop(hard.aborted);
}

/** A closed terminal takes no lines any more, which must not end the platform. */
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const terminal = makeTerminal((text) => process.stdout.write(text));
const leaving = listenForLeaving(process, () => terminal.say('\nStopping …'));
const watch = process.argv.includes('--watch');

launch(terminal, leaving, watch).then(
  () => {
    terminal.say('Stopped.');
    process.exit(0);
  },
  (error: unknown) => {
    const fault = error instanceof LaunchFault ? error : fileFault('The platform cannot start', error);
    process.stderr.write(`\n${fault.message}\n`);
    process.exit(1);
  },
);
