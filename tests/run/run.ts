import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { aborted, listenForLeaving } from '../../server/launch/leaving.ts';
import { findBrowser } from './browser.ts';
import type { Context } from './context.ts';
import { failedOne, strictly, sum, type Counts } from './counts.ts';
import { openDatabase } from './database.ts';
import { detailsOf, lineOf } from './report.ts';
import { suites, type Suite } from './suites.ts';

const root = resolve(import.meta.dirname, '../..');
const strict = process.env['CI'] === 'true' || process.env['MINJIANG_STRICT'] === '1';

async function main(signal: AbortSignal): Promise<Counts> {
  const chosen = chooseSuites();
  const needs = new Set(chosen.flatMap((suite) => suite.needs ?? []));
  const scratch = mkdtempSync(join(tmpdir(), 'minjiang-counts-'));
  const database = needs.has('database') ? await openDatabase() : null;
  try {
    const context: Context = {
      root,
      scratch,
      signal,
      node: process.execPath,
      database: database ?? { fault: 'no suite asked for a database' },
      browser: needs.has('browser') ? await findBrowser() : { missing: 'no suite asked for a browser' },
    };
    const inLane = (lane: Suite['lane']) => chosen.filter((suite) => suite.lane === lane);
    const [first, second] = await Promise.all([
      runInTurn(inLane('first'), context),
      runInTurn(inLane('second'), context),
    ]);
    return sum([...first, ...second, ...(await runInTurn(inLane('last'), context))]);
  } finally {
    if (database && 'stop' in database) await database.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function chooseSuites(): readonly Suite[] {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  if (values.only === undefined) return suites;
  const names = values.only.split(',');
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    const known = suites.map(({ name }) => name).join(', ');
    throw new Error(`There is no suite ${unknown.join(', ')}; there are ${known}.`);
  }
  return suites.filter(({ name }) => names.includes(name));
}

async function runInTurn(lane: readonly Suite[], context: Context): Promise<Counts[]> {
  const results: Counts[] = [];
  for (const suite of lane) {
    if (context.signal.aborted) break;
    const from = Date.now();
    const raw = await suite.run(context).catch((error: unknown) => failedOne(suite.name, textOf(error)));
    const counts = strict ? strictly(raw) : raw;
    results.push(counts);
    say(lineOf(suite.name, counts, Date.now() - from) + detailsOf(counts));
  }
  return results;
}

/** What an interrupted suite found is not worth telling. */
function say(text: string): void {
  if (!leaving.asked.aborted) process.stdout.write(text);
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const leaving = listenForLeaving(process, () => process.stdout.write('\nInterrupted, ending what runs …\n'));
const work = main(leaving.asked);
void aborted(leaving.hard).then(() => process.exit(130));
work.then(
  (counts) => {
    if (leaving.asked.aborted) process.exit(130);
    const { passed, failures, skipped } = counts;
    const line = `\n${passed} passed, ${failures.length} failed, ${skipped.length} skipped\n`;
    process.stdout.write(line, () => process.exit(failures.length === 0 ? 0 : 1));
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
