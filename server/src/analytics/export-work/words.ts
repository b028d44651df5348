import type { ExportKind } from '@minjiang/shared/analytics';

/** Everything that stands in a file in words. */
export interface ExportTexts {
  readonly kinds: Readonly<Record<ExportKind, string>>;
  readonly about: Readonly<
    Record<
      | 'title'
      | 'what'
      | 'filters'
      | 'everything'
      | 'rows'
      | 'asOf'
      | 'madeAt'
      | 'madeBy'
      | 'personal'
      | 'masked'
      | 'unmasked'
      | 'number',
      string
    >
  >;
  /** Headings by the codes of columns and filters. */
  readonly columns: Readonly<Record<string, string>>;
  /** Words by column and value. */
  readonly words: Readonly<Record<string, string>>;
  readonly inSeconds: (heading: string) => string;
}
