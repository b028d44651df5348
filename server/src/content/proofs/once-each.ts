/** Says of each name once that it is new; forgets all of them when there are more than `most`. */
export function onceEach(most: number): (name: string) => boolean {
  const known = new Set<string>();
  return (name) => {
    if (known.has(name)) return false;
    if (known.size >= most) known.clear();
    known.add(name);
    return true;
  };
}
