import type { QueryConfig } from 'pg';

/** Texts are written by hand, and few; what is put together from parts without end must not fill the connections. */
const mostNamed = 1000;
const names = new Map<string, string>();
/** Texts that came once. Those that never come again, as with a clock in their text, are forgotten. */
const met = new Set<string>();

/**
 * A statement as it is sent: under a name, so that each connection reads and plans it once, where it is one that may be
 * prepared and has come before. PostgreSQL itself goes on planning anew where the values decide what is best.
 */
export function statementOf(text: string, values: readonly unknown[]): QueryConfig {
  const name = names.get(text) ?? nameFor(text);
  return name === null ? { text, values: [...values] } : { name, text, values: [...values] };
}

function nameFor(text: string): string | null {
  // Without values several statements may stand in one text, which cannot be prepared.
  if (
    names.size >= mostNamed ||
    !/^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(text) ||
    text.includes(';')
  )
    return null;
  if (!met.delete(text)) {
    if (met.size >= mostNamed) met.clear();
    met.add(text);
    return null;
  }
  const name = `s${names.size + 1}`;
  names.set(text, name);
  return name;
}
