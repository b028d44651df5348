import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';

/** Why a run did not end well. `damaged`: the input cannot be decoded soundly. */
export type FfmpegFault = 'aborted' | 'timed-out' | 'no-space' | 'damaged' | 'failed';

export class FfmpegFailed extends Error {
  readonly fault: FfmpegFault;
  /** What ffmpeg wrote to standard error, shortened in the middle. */
  readonly text: string;
  constructor(fault: FfmpegFault, text: string) {
    super(`ffmpeg ${fault}: ${text.split('\n').slice(-3).join(' | ')}`);
    this.fault = fault;
    this.text = text;
  }
}

export interface FfmpegRun {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** Told the output position reached, in milliseconds, about twice a second. */
  readonly onProgress?: (positionMs: number) => void;
}

const keptLines = 400;
const graceMs = 3000;
/** ffmpeg's own status when more packets than `-max_error_rate` could not be decoded. */
const tooManyErrors = 69;

/**
 * Runs ffmpeg to its end at low priority and answers what it wrote to standard error. The child never
 * outlives the signal or the time limit.
 * @param args everything after the general options
 * @throws FfmpegFailed
 */
export function runFfmpeg(path: string, args: readonly string[], run: FfmpegRun): Promise<string> {
  const limit = AbortSignal.timeout(run.timeoutMs);
  const ended = AbortSignal.any([run.signal, limit]);
  return new Promise((resolve, reject) => {
    if (run.signal.aborted) return reject(new FfmpegFailed('aborted', ''));
    const child = spawn(path, ['-hide_banner', '-nostdin', '-y', '-nostats', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const lines: string[] = [];
    let kill: NodeJS.Timeout | undefined;
    const stop = () => {
      child.kill('SIGTERM');
      kill = setTimeout(() => child.kill('SIGKILL'), graceMs);
    };
    const finish = (result: () => void) => {
      clearTimeout(kill);
      ended.removeEventListener('abort', stop);
      result();
    };
    ended.addEventListener('abort', stop);
    child.once('spawn', () => lowerPriority(child.pid));
    eachLine(child.stderr, (line) => {
      lines.push(line);
      // The head describes the streams, the tail the fault; a flood between them is dropped.
      if (lines.length > keptLines) lines.splice(keptLines / 2, 1);
    });
    eachLine(child.stdout, (line) => {
      const at = /^out_time_us=(\d+)$/.exec(line);
      if (at) run.onProgress?.(Math.floor(Number(at[1]) / 1000));
    });
    child.once('error', (error) => finish(() => reject(error)));
    child.once('close', (code) =>
      finish(() => {
        const text = lines.join('\n');
        if (code === 0 && !noSpace.test(text)) return resolve(text);
        const fault = run.signal.aborted ? 'aborted' : limit.aborted ? 'timed-out' : faultOf(code, text);
        reject(new FfmpegFailed(fault, text));
      }),
    );
  });
}

const noSpace = /No space left on device|Disk quota exceeded/;

function faultOf(code: number | null, text: string): FfmpegFault {
  if (noSpace.test(text)) return 'no-space';
  if (code === tooManyErrors) return 'damaged';
  return /Invalid data found|moov atom not found|Conversion failed/.test(text) ? 'damaged' : 'failed';
}

/** Requests of learners go before transcoding. */
function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It may have ended already.
  }
}

function eachLine(stream: NodeJS.ReadableStream, take: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const parts = (rest + chunk).split(/\r?\n|\r/);
    rest = (parts.pop() ?? '').slice(-2000);
    for (const part of parts) take(part.slice(0, 500));
  });
  stream.on('end', () => rest && take(rest));
}
