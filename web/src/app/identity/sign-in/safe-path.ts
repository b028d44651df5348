/**
 * An address of this portal to go on to after sign-in, or undefined: an address bar may hold anything, and a
 * link to another host must not travel through the sign-in page.
 */
export function safePath(next: string | undefined): string | undefined {
  if (!next || !/^\/[^/\\]/.test(next) || /[\\\u0000-\u001f]/.test(next)) return undefined;
  return /^\/(sign-in|activate)\b/.test(next) ? undefined : next;
}
