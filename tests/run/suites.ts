import { globSync } from 'node:fs';
import { join } from 'node:path';
import { runKiosk } from '../kiosk/suite.ts';
import type { Context } from './context.ts';
import { sum, type Counts } from './counts.ts';
import { checkBuild } from './portal.ts';
import { runSpecs } from './specs.ts';
import { checkFormat, checkLint, checkTypes } from './style.ts';

export interface Suite {
  readonly name: string;
  /** Suites of one lane follow each other; the lanes run side by side, `last` when all others are done. */
  readonly lane: 'first' | 'second' | 'last';
  readonly needs?: readonly ('database' | 'browser')[];
  run(context: Context): Promise<Counts>;
}

const minutes = 60_000;
const database = ['database'] as const;

/** Two lanes because the smallest machine has two cores; the end-to-end run measures seconds and runs alone. */
export const suites: readonly Suite[] = [
  { name: 'format', lane: 'first', run: checkFormat },
  { name: 'types', lane: 'first', run: checkTypes },
  { name: 'lint', lane: 'first', run: checkLint },
  {
    name: 'tooling',
    lane: 'first',
    run: (context) =>
      runSpecs(context, {
        name: 'tooling',
        workspace: 'tests',
        files: globSync('run/**/*.spec.ts', { cwd: join(context.root, 'tests') }),
        limitMs: 3 * minutes,
      }),
  },
  specs('shared', 'first', 1),
  specs('desktop', 'first', 1),
  specs('installers', 'first', 5),
  {
    name: 'web',
    lane: 'first',
    needs: ['browser'],
    run: (context) =>
      runSpecs(context, {
        name: 'web',
        workspace: 'web',
        limitMs: 4 * minutes,
        needs: ['browser'],
        command: [
          join(context.root, 'node_modules/@angular/cli/bin/ng.js'),
          ...['test', '--watch=false', '--progress=false'],
        ],
      }),
  },
  { name: 'portal', lane: 'second', run: checkBuild },
  specs('server', 'second', 12, database),
  {
    name: 'attack',
    lane: 'last',
    needs: database,
    run: (context) =>
      runSpecs(context, {
        name: 'attack',
        workspace: 'tests',
        files: ['attack/attack.spec.ts'],
        limitMs: 3 * minutes,
        needs: database,
      }),
  },
  {
    name: 'chaos',
    lane: 'last',
    run: (context) =>
      runSpecs(context, {
        name: 'chaos',
        workspace: 'tests',
        files: globSync('chaos/**/*.spec.ts', { cwd: join(context.root, 'tests') }),
        limitMs: 3 * minutes,
      }),
  },
  {
    name: 'load',
    lane: 'second',
    needs: database,
    run: (context) =>
      runSpecs(context, {
        name: 'load',
        workspace: 'tests',
        files: globSync('load/**/*.spec.ts', { cwd: join(context.root, 'tests') }),
        limitMs: 3 * minutes,
        needs: database,
      }),
  },
  { name: 'kiosk', lane: 'last', needs: database, run: runKiosk },
  { name: 'clock', lane: 'second', needs: database, run: atBothClocks },
  {
    ...specs('e2e', 'last', 12, ['database', 'browser'], 'tests'),
    async run(context) {
      const built = await checkBuild(context);
      if (built.failures.length > 0) return built;
      return specs('e2e', 'last', 12, ['database', 'browser'], 'tests').run(context);
    },
  },
];

function specs(
  name: string,
  lane: Suite['lane'],
  limit: number,
  needs: Suite['needs'] = [],
  workspace = name,
): Suite {
  return {
    name,
    lane,
    needs,
    run: (context) => runSpecs(context, { name, workspace, limitMs: limit * minutes, needs }),
  };
}

/** The rules of the ledger once more, deep in the night and in the last seconds of a day. */
async function atBothClocks(context: Context): Promise<Counts> {
  const files = globSync('src/learning/**/*.spec.ts', { cwd: join(context.root, 'server') });
  const found: Counts[] = [];
  for (const time of ['02:00', '23:59:50']) {
    found.push(
      await runSpecs(context, {
        name: `ledger at ${time}`,
        workspace: 'server',
        files,
        limitMs: 4 * minutes,
        needs: database,
        env: { MINJIANG_TEST_CLOCK_AT: time },
      }),
    );
  }
  return sum(found);
}
