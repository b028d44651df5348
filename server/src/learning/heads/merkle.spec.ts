import { newId } from '@minjiang/shared/kernel';
import { sm3 } from '../chain/canonical.ts';
import { leafHash, startMerkle, type Leaf } from './merkle.ts';

const leaf = (index: number): Leaf => ({ enrolmentId: newId(), index, hash: sm3(Buffer.from([index])) });
const rootOf = (leaves: readonly Leaf[]) => {
  const tree = startMerkle();
  for (const each of leaves) tree.add(each);
  return tree.root().root;
};

/** The definition of the standard: split at the largest power of two below the number of leaves. */
function defined(leaves: readonly Leaf[]): Buffer {
  if (leaves.length === 0) return sm3();
  if (leaves.length === 1) return leafHash(leaves[0]!);
  let left = 1;
  while (left * 2 < leaves.length) left *= 2;
  return sm3(Buffer.from([1]), defined(leaves.slice(0, left)), defined(leaves.slice(left)));
}

describe('the Merkle root', () => {
  it('of leaves one by one is what the standard defines, for any number of them', () => {
    for (let count = 0; count <= 20; count++) {
      const leaves = Array.from({ length: count }, (_, index) => leaf(index));
      expect(rootOf(leaves)).withContext(String(count)).toEqual(defined(leaves));
    }
  });

  it('changes with any leaf, its index and their order', () => {
    const leaves = Array.from({ length: 5 }, (_, index) => leaf(index));
    const root = rootOf(leaves);
    expect(rootOf(leaves.with(2, { ...leaves[2]!, index: 9 }))).not.toEqual(root);
    expect(rootOf(leaves.with(4, { ...leaves[4]!, hash: sm3() }))).not.toEqual(root);
    expect(rootOf(leaves.toReversed())).not.toEqual(root);
    expect(rootOf(leaves.slice(0, 4))).not.toEqual(root);
  });
});
