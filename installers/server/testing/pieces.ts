import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const yaml = createRequire(import.meta.url)('js-yaml') as { load(text: string): unknown };
const here = join(import.meta.dirname, '..');

export const textOf = (file: string): string => readFileSync(join(here, file), 'utf8');
export const yamlOf = (file: string): unknown => yaml.load(textOf(file));
export const filesIn = (folder: string): string[] =>
  readdirSync(join(here, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(here.length + 1));

export const systemd = filesIn('systemd');
export const chart = filesIn('chart').filter((file) => !file.startsWith('chart/ci/'));
/** Where the environment of a process is written down. */
export const settings = [
  'minjiang.env.example',
  'compose.yaml',
  'container/Dockerfile',
  ...systemd.filter((file) => !file.endsWith('sysctl.conf')),
  ...chart.filter((file) => /values\.yaml|settings\.yaml|roles\.yaml/.test(file)),
];

/** The names that the server itself reads. */
export function namesInConfig(): string[] {
  const text = textOf('../../server/src/config.ts');
  return [...text.matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name!);
}
