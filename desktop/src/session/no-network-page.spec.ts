import { createHash } from 'node:crypto';
import { noNetworkPage } from './no-network-page.ts';
import { texts } from './texts.ts';

describe('the page without a network', () => {
  for (const locale of ['zh-CN', 'en'] as const) {
    it(`says what is wrong and what to do (${locale})`, () => {
      const page = noNetworkPage(locale, texts[locale], false);
      expect(page).toContain(`<html lang="${locale}">`);
      for (const text of Object.values(texts[locale].noNetwork)) expect(page).toContain(text);
    });
  }

  it('loads nothing and runs nothing but its own script and style', () => {
    const page = noNetworkPage('zh-CN', texts['zh-CN'], true);
    const hashOf = (tag: string) => {
      const inner = new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(page)?.[1] ?? '';
      return createHash('sha256').update(inner).digest('base64');
    };
    expect(page).toContain(
      `content="default-src 'none'; style-src 'sha256-${hashOf('style')}'; script-src 'sha256-${hashOf('script')}'"`,
    );
    expect(page).not.toMatch(/https?:|src=|href=/);
  });

  it('leads the staff to their exit where there is one', () => {
    expect(noNetworkPage('en', texts.en, true)).toContain(`>${texts.en.staff.open}</button>`);
    expect(noNetworkPage('en', texts.en, false)).not.toContain(`>${texts.en.staff.open}</button>`);
  });

  it('takes its words for words', () => {
    const words = { ...texts.en, noNetwork: { ...texts.en.noNetwork, title: '<b>"&' } };
    expect(noNetworkPage('en', words, false)).toContain('<h1>&#60;b&#62;&#34;&#38;</h1>');
  });
});
