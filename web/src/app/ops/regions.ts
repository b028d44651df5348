/** The province and its cities (GB/T 2260); their names are the texts `ops.regions.<code>`. */
export const regions = [
  '350000',
  '350100',
  '350200',
  '350300',
  '350400',
  '350500',
  '350600',
  '350700',
  '350800',
  '350900',
] as const;

/** The text of a region, or undefined for a county, which is shown by its code. */
export const regionKey = (code: string): string | undefined =>
  regions.some((each) => each === code) ? `ops.regions.${code}` : undefined;
