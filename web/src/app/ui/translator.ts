import { inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { TranslocoService } from '@jsverse/transloco';
import type { TextParams } from '../api/problem.ts';

export type Say = (key: string, params?: TextParams) => string;

/** Texts for computed values, which follow the locale when it changes. Call it in an injection context. */
export function translator(): Say {
  const texts = inject(TranslocoService);
  const bundle = toSignal(texts.selectTranslation());
  return (key, params) => {
    bundle();
    return texts.translate<string>(key, params);
  };
}
