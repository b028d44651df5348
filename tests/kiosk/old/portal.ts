import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, transform } from 'esbuild';

const target = 'chrome83';
const added = 'language.js';

/**
 * The built portal as an old Chromium understands it, in another folder: the very files users get, each in older words,
 * and what the language has learned since loaded first. Some colours are lost, behaviour is not.
 */
export async function portalForOld(from: string, to: string): Promise<string> {
  // The compressed copies hold the new words.
  cpSync(from, to, { recursive: true, filter: (source) => !/\.(br|gz)$/.test(source) });
  const names = readdirSync(to, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((each) => /\.(js|css)$/.test(each))) {
    const file = join(to, name);
    const loader = name.endsWith('.js') ? 'js' : 'css';
    const { code } = await transform(readFileSync(file, 'utf8'), { loader, target, minify: true });
    writeFileSync(file, code);
  }
  await build({
    entryPoints: [join(import.meta.dirname, 'language.cjs')],
    outfile: join(to, added),
    bundle: true,
    minify: true,
    format: 'iife',
    target,
    logLevel: 'silent',
  });
  const page = join(to, 'index.html');
  const html = readFileSync(page, 'utf8');
  writeFileSync(page, html.replace('<head>', `<head><script src="/${added}"></script>`));
  return to;
}
