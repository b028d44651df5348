import { type EnvironmentProviders, importProvidersFrom, type Provider } from '@angular/core';
import {
  TRANSLOCO_MISSING_HANDLER,
  type TranslocoMissingHandler,
  provideTranslocoTranspiler,
  TranslocoTestingModule,
} from '@jsverse/transloco';
import { PluralTranspiler } from '../texts/plural-transpiler.ts';
import zhCN from '../texts/zh-CN.ts';

class MissingIsAFault implements TranslocoMissingHandler {
  handle(key: string): never {
    throw new Error(`no text has the key ${key}`);
  }
}

/** The real Chinese texts for a spec; a key that does not exist fails it. */
export function provideTestTexts(): (Provider | EnvironmentProviders)[] {
  return [
    importProvidersFrom(
      TranslocoTestingModule.forRoot({
        langs: { 'zh-CN': zhCN },
        translocoConfig: { availableLangs: ['zh-CN'], defaultLang: 'zh-CN', interpolation: ['{', '}'] },
        preloadLangs: true,
      }),
    ),
    provideTranslocoTranspiler(PluralTranspiler),
    { provide: TRANSLOCO_MISSING_HANDLER, useClass: MissingIsAFault },
  ];
}
