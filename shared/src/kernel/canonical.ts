/** Version of every byte format; it stands second in each, behind the letter of the purpose. */
export const canonicalVersion = 1;

/** A number as 32 unsigned bits, or as 64 bits of floating point where it has a fraction or outgrows them. */
export type CanonicalPart =
  { readonly text: string } | { readonly whole: number } | { readonly number: number };

/** Texts of a format are ASCII and at most this long. */
const mostText = 255;

/**
 * Bytes that a key signs: letter of the purpose, version, then the parts in order; a text has its length before it,
 * numbers are big-endian. Two different lists of one purpose and shape never have the same bytes.
 * @throws RangeError for a text or a number that has no place in the format
 */
export function canonicalBytes(purpose: string, parts: readonly CanonicalPart[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2 + parts.reduce((sum, part) => sum + sizeOf(part), 0));
  const view = new DataView(bytes.buffer);
  bytes[0] = purpose.charCodeAt(0);
  bytes[1] = canonicalVersion;
  let at = 2;
  for (const part of parts) {
    if ('text' in part) writeText(bytes, at, part.text);
    else if ('whole' in part) view.setUint32(at, wholeOf(part.whole));
    else view.setFloat64(at, part.number);
    at += sizeOf(part);
  }
  return bytes;
}

function sizeOf(part: CanonicalPart): number {
  if ('text' in part) return 1 + part.text.length;
  return 'whole' in part ? 4 : 8;
}

function writeText(bytes: Uint8Array, at: number, text: string): void {
  if (text.length > mostText) throw new RangeError('a signed text is at most 255 characters long');
  bytes[at] = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) throw new RangeError('a signed text is ASCII');
    bytes[at + 1 + i] = code;
  }
}

function wholeOf(value: number): number {
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff)
    throw new RangeError('a signed number is whole and has 32 bits');
  return value;
}
