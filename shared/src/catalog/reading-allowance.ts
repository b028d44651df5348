import type { Block } from './schemas.ts';

const msPerCharacter = 200;
const leastMs = 2_000;
const mostMs = 120_000;
const pictureMs = 10_000;

/** The time a block may earn: 5 characters a second, at least 2 s and at most 120 s; a picture 10 s. */
export function readingAllowanceMs(block: Block): number {
  if (block.type === 'picture') return pictureMs;
  const text = block.type === 'list' ? block.items.join('') : block.text;
  // Characters as a reader counts them: a rare character outside the basic plane is one, white space is none.
  const characters = [...text.replace(/\s/g, '')].length;
  return Math.min(mostMs, Math.max(leastMs, characters * msPerCharacter));
}
