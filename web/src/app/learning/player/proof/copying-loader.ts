import type { FragmentLoaderConstructor, FragmentLoaderContext, HlsConfig, Loader } from 'hls.js';

/**
 * The loader of hls.js that also hands out a copy of what came, still enciphered. The event `FRAG_LOADED` is too
 * late for that: by then the buffer has been handed to the worker and is empty here.
 */
export function copyingLoader(
  base: HlsConfig['loader'],
  copied: (url: string, bytes: Uint8Array) => void,
): FragmentLoaderConstructor {
  const Base = base as new (config: HlsConfig) => Loader<FragmentLoaderContext>;
  return class extends Base {
    override load(...[context, config, callbacks]: Parameters<Loader<FragmentLoaderContext>['load']>): void {
      super.load(context, config, {
        ...callbacks,
        onSuccess: (response, ...more) => {
          if (response.data instanceof ArrayBuffer)
            copied(context.url, new Uint8Array(response.data.slice(0)));
          callbacks.onSuccess(response, ...more);
        },
      });
    }
  };
}
