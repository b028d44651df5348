import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

/** Loaded before a server (`--import`): writes the packages that it really loaded into a file when it ends. */
const loaded = new Set<string>();
registerHooks({
  load(url, context, next) {
    const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(url) ?? [];
    if (name) loaded.add(name);
    return next(url, context);
  },
});
process.on('exit', () => writeFileSync(process.env['MINJIANG_LOADED_PACKAGES']!, [...loaded].join('\n')));
