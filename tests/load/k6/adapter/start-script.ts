import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { scratchFolder } from '../../../support/places.ts';
import type { Summary } from './summary.ts';

export interface Ran {
  /** 0, or 99 when a threshold was crossed. */
  readonly code: number | null;
  readonly summary: Summary;
}

/** Whoever goes before his scripts takes them with him. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Runs a bundled script in a process of its own, with these settings in its environment. */
export async function runScript(file: string, settings: Readonly<Record<string, string>>): Promise<Ran> {
  const written = join(scratchFolder('k6'), 'summary.json');
  const child = fork(join(import.meta.dirname, 'run-script.ts'), [file], {
    silent: true,
    execArgv: [],
    env: { PATH: process.env['PATH'] ?? '', ...settings, MINJIANG_LOAD_SUMMARY: written },
  });
  running.add(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => (text += part));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  running.delete(child);
  if (code !== 0 && code !== 99) throw new Error(`the script broke off with ${code}: ${text}`);
  return { code, summary: JSON.parse(readFileSync(written, 'utf8')) as Summary };
}
