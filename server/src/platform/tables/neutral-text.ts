/** What a spreadsheet may take for the beginning of a formula, in its full-width forms too. */
const begins =
  /^[\s\u200B-\u200F\u2060\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\u2212\uFE63\uFE62\uFE66\uFE6B]/u;
const marks = /^[\t\r\n]/;
/** Characters that no XML and no spreadsheet may hold. */
const forbidden = new RegExp('[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F\\uFFFE\\uFFFF]', 'g');
/** The most that a cell of Excel holds. */
const longest = 32_767;

/**
 * A text that stays a text in every spreadsheet: what could begin a formula gets an apostrophe before it, characters
 * that a file cannot hold are left out, and what is too long for a cell is cut.
 */
export function neutralText(text: string): string {
  const clean = text.toWellFormed().replace(forbidden, '');
  const neutral = begins.test(clean) || marks.test(clean) ? `'${clean}` : clean;
  return neutral.length <= longest ? neutral : neutral.slice(0, longest).toWellFormed();
}
