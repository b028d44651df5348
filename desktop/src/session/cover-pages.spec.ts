import { lockedPage, outdatedPage } from './cover-pages.ts';
import { texts } from './texts.ts';

describe('pages that cover the portal', () => {
  for (const locale of ['zh-CN', 'en'] as const) {
    it(`say why, and what to do (${locale})`, () => {
      const locked = lockedPage(locale, texts[locale]);
      for (const text of Object.values(texts[locale].locked)) expect(locked).toContain(text);
      const outdated = outdatedPage(locale, texts[locale], { program: '1.2.0', least: '1.4.0' });
      for (const text of [texts[locale].outdated.title, '1.2.0', '1.4.0']) expect(outdated).toContain(text);
    });
  }

  it('run nothing and lead nowhere', () => {
    for (const page of [
      lockedPage('zh-CN', texts['zh-CN']),
      outdatedPage('zh-CN', texts['zh-CN'], { program: '<1', least: '2' }),
    ]) {
      expect(page).toContain(`script-src 'none'`);
      expect(page).not.toMatch(/<script|<a |<button|<form|https?:/);
      expect(page).not.toContain('<1');
    }
  });
});
