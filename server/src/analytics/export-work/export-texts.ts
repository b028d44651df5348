import type { ExportLocale } from '@minjiang/shared/analytics';
import { chineseTexts } from './chinese-texts.ts';
import { englishTexts } from './english-texts.ts';
import type { ExportTexts } from './words.ts';

export const exportTexts: Readonly<Record<ExportLocale, ExportTexts>> = {
  'zh-CN': chineseTexts,
  en: englishTexts,
};
