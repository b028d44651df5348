import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { spawn } from 'node:child_process';

/**
 * The ffmpeg to use: the one named by configuration and no other, else one installed with the packages, else
 * the one on the PATH. Null when none runs or it cannot make H.264 and AAC.
 */
export async function findFfmpeg(given: string | null): Promise<string | null> {
  const candidates = given ? [given] : [...packaged(), 'ffmpeg'];
  for (const path of candidates) {
    const encoders = await outputOf(path, ['-hide_banner', '-encoders']);
    if (/\blibx264\b/.test(encoders) && /\baac\b/.test(encoders)) return path;
  }
  return null;
}

function packaged(): string[] {
  try {
    const name = `@ffmpeg-binary/${process.platform}-${process.arch}/package.json`;
    const folder = dirname(createRequire(import.meta.url).resolve(name));
    const program = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
    return [join(folder, program), join(folder, 'bin', program)].filter((path) => existsSync(path));
  } catch {
    return [];
  }
}

function outputOf(path: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(path, args, { stdio: ['ignore', 'pipe', 'ignore'], timeout: 10_000 });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    child.once('error', () => resolve(''));
    child.once('close', (code) => resolve(code === 0 ? text : ''));
  });
}
