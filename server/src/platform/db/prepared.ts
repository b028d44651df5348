import type { QueryConfig } from 'pg';

type Statement = (text: string, values: readonly unknown[]) => QueryConfig;

/**
 * Gives statements as they are sent: under a name, so that each connection reads and plans it once, where it is one that
 * may be prepared and has come before. PostgreSQL itself goes on planning anew where the values decide what is best.
 * Texts are written by hand, and few; what is put together from parts without end must not fill the connections with
 * more than `mostNamed`.
 */
export function statements(mostNamed: number): Statement {
  const names = new Map<string, string>();
  /** Texts that came once. Those that never come again, as with a clock in their text, are forgotten. */
  const met = new Set<string>();

  function nameFor(text: string): string | null {
    if (names.size >= mostNamed || !mayBePrepared(text)) return null;
    if (!met.delete(text)) {
      if (met.size >= mostNamed) met.clear();
      met.add(text);
      return null;
    }
    const name = `s${names.size + 1}`;
    names.set(text, name);
    return name;
  }

  return (text, values) => {
    const name = names.get(text) ?? nameFor(text);
    return name === null ? { text, values: [...values] } : { name, text, values: [...values] };
  };
}

/** Without values several statements may stand in one text, which cannot be prepared. */
function mayBePrepared(text: string): boolean {
  return /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(text) && !text.includes(';');
}

/** The names of this process: a name means one text on every connection. */
export const statementOf = statements(1000);
