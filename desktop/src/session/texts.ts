import type { Configuration } from './configuration.ts';
import en from './texts.en.json' with { type: 'json' };
import zhCN from './texts.zh-CN.json' with { type: 'json' };

export type Texts = typeof zhCN;

/** The few words that the program says itself; everything else is the portal's. */
export const texts: Readonly<Record<Configuration['locale'], Texts>> = { 'zh-CN': zhCN, en };
