/** A segment once more; the browser's own store mostly still has it. @throws when it cannot be had */
export async function fetchSegment(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`a segment was answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
