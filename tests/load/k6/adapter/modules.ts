import { registerHooks } from 'node:module';

/** The modules of k6 that the scripts use; any other is a fault, as an unknown export is. */
const known: Readonly<Record<string, string>> = {
  k6: './k6/k6.ts',
  'k6/http': './k6/http.ts',
  'k6/metrics': './k6/metrics.ts',
  'k6/data': './k6/data.ts',
  'k6/crypto': './k6/crypto.ts',
  'k6/execution': './k6/execution.ts',
  'k6/timers': './k6/timers.ts',
};

/** From now on `k6` and what belongs to it are found here. */
export function provideModules(): void {
  registerHooks({
    resolve(specifier, context, next) {
      const file = known[specifier];
      if (!file && /^k6(\/|$)/.test(specifier)) throw new Error(`${specifier} is not known here`);
      return file
        ? { url: new URL(file, import.meta.url).href, shortCircuit: true }
        : next(specifier, context);
    },
  });
}
