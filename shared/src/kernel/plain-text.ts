// Control characters other than tab and line feed, the byte order mark, and marks that turn the direction of text.
const unwanted = /(?![\t\n])[\p{Cc}\uFEFF\u202A-\u202E\u2066-\u2069]/gu;

/**
 * Text as it is kept: no control characters, no half surrogates, line ends as line feeds. Markup stays what it
 * is, literal text. For `z.string().overwrite(plainText)`.
 */
export const plainText = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(unwanted, '').toWellFormed();

/** The same on one line: what a name may hold. */
export const plainLine = (text: string): string => plainText(text).replace(/\s+/g, ' ').trim();
