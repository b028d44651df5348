import { escapeText, ownPage } from './own-page.ts';
import type { Texts } from './texts.ts';

/** While the centre has locked this machine. */
export function lockedPage(locale: string, { locked: words }: Texts): string {
  const body = `<p>${escapeText(words.explanation)}</p>\n<p>${escapeText(words.advice)}</p>`;
  return ownPage({ locale, title: words.title, body });
}

/** While this program is older than the platform allows. */
export function outdatedPage(
  locale: string,
  { outdated: words }: Texts,
  versions: { readonly program: string; readonly least: string },
): string {
  const facts = words.facts.replace('{program}', versions.program).replace('{least}', versions.least);
  const body = `<p>${escapeText(words.explanation)}</p>
<p>${escapeText(words.advice)}</p>
<p class="facts">${escapeText(facts)}</p>`;
  return ownPage({ locale, title: words.title, body });
}
