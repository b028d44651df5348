/** The page number that stands in an address; whatever is no page is the first. */
export function pageIn(text: string | undefined): number {
  const page = Number(text ?? 1);
  return Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1;
}
