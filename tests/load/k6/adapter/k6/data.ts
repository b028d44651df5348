/** Read once and never changed, as k6 shares it between its users; called with `new`, as in k6. */
export function SharedArray(_name: string, read: () => unknown[]): readonly unknown[] {
  const items = read();
  if (!Array.isArray(items)) throw new Error('a shared array is made of an array');
  return Object.freeze(items.map((item) => Object.freeze(item)));
}
