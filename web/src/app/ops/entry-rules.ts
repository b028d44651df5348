import * as z from 'zod';

/** An empty text field is left out on the wire. */
export const emptyAsMissing = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text) => text.trim() || undefined)
    .pipe(schema.optional() as z.ZodType<z.output<T> | undefined, string | undefined>);
