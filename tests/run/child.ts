import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { endGroup } from '../../server/launch/processes.ts';

export interface Outcome {
  /** `null` when it was ended by a signal, by us because it took too long, or could not be started. */
  readonly code: number | null;
  readonly output: string;
  /** The standard output alone, for programs that answer there. */
  readonly answer: string;
  readonly tookTooLong: boolean;
}

export interface ChildOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

const running = new Set<number>();
process.on('exit', () => {
  for (const pid of running) endGroup(pid);
});

/** Runs a program to its end, its output kept; it and all it started end with this run, however that ends. */
export function runChild(command: string, args: readonly string[], options: ChildOptions): Promise<Outcome> {
  if (options.signal.aborted) {
    return Promise.resolve({ code: null, output: 'interrupted', answer: '', tookTooLong: false });
  }
  const child = spawn(command, args, {
    cwd: options.cwd,
    detached: process.platform !== 'win32',
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', ...options.env },
  });
  const { pid } = child;
  if (pid !== undefined) running.add(pid);
  let output = '';
  let answer = '';
  let tookTooLong = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    answer += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (output += text));
  const end = () => endGroup(pid);
  options.signal.addEventListener('abort', end, { once: true });
  const timer = setTimeout(() => {
    tookTooLong = true;
    end();
  }, options.limitMs);
  return new Promise((resolve) => {
    const done = (code: number | null) => {
      clearTimeout(timer);
      options.signal.removeEventListener('abort', end);
      end();
      if (pid !== undefined) running.delete(pid);
      resolve({ code, output: stripVTControlCharacters(output), answer, tookTooLong });
    };
    child.once('error', (error) => {
      output += error.message;
      done(null);
    });
    child.once('exit', end);
    child.once('close', (code) => done(code));
  });
}
