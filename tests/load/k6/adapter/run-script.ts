/**
 * `node run-script.ts SCRIPT.js`: runs a bundled script as `k6 run` would, within what the scripts use of k6, and
 * writes what was measured to the file named in MINJIANG_LOAD_SUMMARY. Ends with 99, as k6 does, when a threshold
 * was crossed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { provideModules } from './modules.ts';
import { metrics } from './run-state.ts';
import { runScenarios, type Scenario } from './scenarios.ts';
import { summaryOf } from './summary.ts';
import { crossedOf } from './thresholds.ts';

interface Script {
  readonly options: {
    readonly scenarios: Readonly<Record<string, Scenario>>;
    readonly thresholds: Readonly<Record<string, readonly string[]>>;
  };
}

const script = resolve(process.argv[2]!);
const open = (path: string) => readFileSync(resolve(dirname(script), path), 'utf8');
Object.assign(globalThis, { __ENV: { ...process.env }, open });
provideModules();
const errors = new Map<string, number>();
const loaded = (await import(pathToFileURL(script).href)) as Script;
const from = Date.now();
await runScenarios(loaded.options.scenarios, loaded as unknown as Record<string, unknown>, (error) => {
  const text = error instanceof Error ? error.message : String(error);
  errors.set(text, (errors.get(text) ?? 0) + 1);
});
const crossed = crossedOf(loaded.options.thresholds);
const summary = summaryOf(metrics, { seconds: (Date.now() - from) / 1000, crossed, errors });
const file = process.env['MINJIANG_LOAD_SUMMARY'];
if (file) writeFileSync(file, JSON.stringify(summary));
process.exitCode = crossed.length > 0 ? 99 : 0;
