import { inject, Injectable, provideAppInitializer } from '@angular/core';
import {
  provideTransloco,
  provideTranslocoTranspiler,
  type Translation,
  type TranslocoLoader,
  TranslocoService,
} from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { PluralTranspiler } from './plural-transpiler.ts';

/** Locales of the portal, the source language first. */
export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];

const bundles: Record<Locale, () => Promise<{ default: Translation }>> = {
  'zh-CN': () => import('./zh-CN.ts'),
  en: () => import('./en.ts'),
};

@Injectable({ providedIn: 'root' })
class BundledTexts implements TranslocoLoader {
  async getTranslation(locale: string): Promise<Translation> {
    return (await bundles[localeOf(locale)]()).default;
  }
}

/** Any text as a locale; what is unknown becomes the source language. */
export function localeOf(text: string | null): Locale {
  return locales.find((locale) => locale === text) ?? 'zh-CN';
}

/** Texts with `{name}` places and `{name:one|many}` forms. They are there before the first page is drawn. */
export function provideTexts(first: () => Locale) {
  return [
    provideTransloco({
      config: {
        availableLangs: [...locales],
        defaultLang: 'zh-CN',
        fallbackLang: 'zh-CN',
        interpolation: ['{', '}'],
        reRenderOnLangChange: true,
        missingHandler: { logMissingKey: true, useFallbackTranslation: true },
        prodMode: true,
      },
      loader: BundledTexts,
    }),
    provideTranslocoTranspiler(PluralTranspiler),
    provideAppInitializer(async () => {
      const texts = inject(TranslocoService);
      const locale = first();
      await firstValueFrom(texts.load(locale));
      texts.setActiveLang(locale);
    }),
  ];
}
