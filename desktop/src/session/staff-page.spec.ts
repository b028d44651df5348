import { createHash } from 'node:crypto';
import { staffPage } from './staff-page.ts';
import { texts } from './texts.ts';

describe('the page where the staff leave', () => {
  for (const locale of ['zh-CN', 'en'] as const) {
    it(`says what happens and asks for the password (${locale})`, () => {
      const page = staffPage(locale, texts[locale]);
      const { open, ...words } = texts[locale].staff;
      expect(open).not.toBe('');
      for (const text of Object.values(words)) expect(page).toContain(text);
      expect(page).toContain('type="password" autocomplete="off"');
    });
  }

  it('loads nothing and runs nothing but its own script and style', () => {
    const page = staffPage('zh-CN', texts['zh-CN']);
    const script = /<script>([^]*?)<\/script>/.exec(page)?.[1] ?? '';
    expect(page).toContain(`script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'">`);
    expect(page).not.toMatch(/https?:|src=|href=|action=/);
  });
});
