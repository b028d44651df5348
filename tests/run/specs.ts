import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild, type Outcome } from './child.ts';
import type { Context } from './context.ts';
import { failedOne, nothing, skippedOne, type Counts, type Failure } from './counts.ts';

export interface SpecsOptions {
  readonly name: string;
  readonly workspace: string;
  readonly limitMs: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Only these files; all of the workspace without it. */
  readonly files?: readonly string[];
  /** Reports to MINJIANG_COUNTS; Jasmine by default. */
  readonly command?: readonly string[];
  readonly needs?: readonly ('database' | 'browser')[];
}

/** Runs the specs of a workspace and counts them from what their reporter wrote, not from what they printed. */
export async function runSpecs(context: Context, options: SpecsOptions): Promise<Counts> {
  const { database, browser } = context;
  const needs = options.needs ?? [];
  if (needs.includes('database') && 'fault' in database) return failedOne(options.name, database.fault);
  if (needs.includes('browser') && 'missing' in browser) return skippedOne(options.name, browser.missing);
  const file = join(context.scratch, `${options.name.replace(/\W/g, '-')}.json`);
  const outcome = await runChild(
    context.node,
    [...(options.command ?? jasmine(context)), ...(options.files ?? [])],
    {
      cwd: join(context.root, options.workspace),
      limitMs: options.limitMs,
      signal: context.signal,
      env: {
        MINJIANG_COUNTS: file,
        ...('url' in database ? { MINJIANG_TEST_DATABASE_URL: database.url } : {}),
        ...('path' in browser ? { CHROME_BIN: browser.path } : {}),
        ...('fromNpm' in browser ? { MINJIANG_BROWSER_FROM: 'npm' } : {}),
        ...options.env,
      },
    },
  );
  return checked(readCounts(file), outcome, options);
}

function jasmine({ root }: Context): string[] {
  const reporter = join(root, 'tests/run/jasmine-counts.js');
  return [
    join(root, 'node_modules/jasmine/bin/jasmine.js'),
    '--config=jasmine.json',
    `--reporter=${reporter}`,
  ];
}

interface Written extends Counts {
  /** False when the run broke off. */
  readonly whole: boolean;
}

function readCounts(file: string): Written {
  if (!existsSync(file)) return { ...nothing, whole: false };
  return JSON.parse(readFileSync(file, 'utf8')) as Written;
}

/** A run that broke off, took too long or failed without a failure has failed, whatever it counted. */
function checked(counts: Written, outcome: Outcome, { name, limitMs }: SpecsOptions): Counts {
  const faults: Failure[] = [];
  const tail = outcome.output.trim().split('\n').slice(-40).join('\n');
  if (outcome.tookTooLong) faults.push({ name, detail: `took longer than ${limitMs / 1000} s\n${tail}` });
  else if (!counts.whole) faults.push({ name, detail: `broke off (exit code ${outcome.code})\n${tail}` });
  else if (outcome.code !== 0 && counts.failures.length === 0) {
    faults.push({ name, detail: `ended with exit code ${outcome.code}\n${tail}` });
  }
  return { passed: counts.passed, failures: [...counts.failures, ...faults], skipped: counts.skipped };
}
