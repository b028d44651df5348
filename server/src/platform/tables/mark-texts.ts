import type { Locale } from './table-layout.ts';

/** What is said in the marked copy of any file. */
export const markTexts: Readonly<
  Record<
    Locale,
    { readonly heading: string; readonly suffix: string; readonly between: string; readonly join: string }
  >
> = {
  'zh-CN': { heading: '问题', suffix: '（已标注）', between: '：', join: '；' },
  en: { heading: 'To mend', suffix: ' (marked)', between: ': ', join: '; ' },
};
