/** A text that a template or a program asks for: a whole key, or the beginning of keys chosen at run time. */
export interface UsedText {
  readonly key: string;
  readonly whole: boolean;
}

/** Every text a source asks for; where one name stands for several prefixes, all candidates of that call. */
export function textsUsedBy(source: string): UsedText[][] {
  const prefixes = new Map<string, Set<string>>();
  for (const [, name, prefix] of source.matchAll(
    /\*transloco="\s*let (\w+)(?:;\s*prefix: '([^']+)')?\s*"/g,
  )) {
    prefixes.set(name!, (prefixes.get(name!) ?? new Set()).add(prefix ? `${prefix}.` : ''));
  }
  const named = [...prefixes].flatMap(([name, of]) =>
    [...source.matchAll(new RegExp(`(?<![\\w.'])${name}\\(`, 'g'))].flatMap(({ index }) =>
      literalsOf(firstArgument(source, index + name.length + 1)).map(({ key, whole }) =>
        [...of].map((prefix) => ({ key: prefix + key, whole })),
      ),
    ),
  );
  const called = [...source.matchAll(/\.translate(?:<\w+>)?\(|\btitle: (?=')/g)].flatMap(
    ({ 0: call, index }) => literalsOf(firstArgument(source, index + call.length)).map((used) => [used]),
  );
  return [...named, ...called];
}

/** From behind the opening bracket to the first comma or the closing bracket of the same level. */
function firstArgument(source: string, from: number): string {
  let depth = 0;
  let quote = '';
  for (let at = from; at < source.length; at++) {
    const sign = source[at]!;
    if (quote !== '') {
      if (sign === quote) quote = '';
    } else if (`'"\``.includes(sign)) quote = sign;
    else if ('([{'.includes(sign)) depth++;
    else if (depth === 0 && ',)]}'.includes(sign)) return source.slice(from, at);
    else if (')]}'.includes(sign)) depth--;
  }
  return '';
}

/** The literals that become the key, or its beginning; those compared with, indexed by or passed on are none. */
function literalsOf(expression: string): UsedText[] {
  const found: UsedText[] = [];
  for (const { 0: literal, index } of expression.matchAll(/'[^']*'|`[^`]*`/g)) {
    const before = expression.slice(0, index);
    const after = expression.slice(index + literal.length).trimStart();
    const inside = (before.match(/[([{]/g) ?? []).length - (before.match(/[)\]}]/g) ?? []).length;
    if (inside > 0 || /[=+]\s*$/.test(before) || /^[!=]==?/.test(after)) continue;
    const [text, ...more] = literal.slice(1, -1).split('${');
    if (text) found.push({ key: text, whole: more.length === 0 && !after.startsWith('+') });
  }
  return found;
}
