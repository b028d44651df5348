import { idBytes, integerBytes, sm3 } from '../chain/canonical.ts';

/** The end of the chain of one enrolment. */
export interface Leaf {
  readonly enrolmentId: string;
  readonly index: number;
  readonly hash: Buffer;
}

const leafMark = Buffer.from([0]);
const nodeMark = Buffer.from([1]);

export const leafHash = ({ enrolmentId, index, hash }: Leaf): Buffer =>
  sm3(leafMark, idBytes(enrolmentId), integerBytes(index), hash);
const nodeHash = (left: Buffer, right: Buffer): Buffer => sm3(nodeMark, left, right);

/**
 * A Merkle tree in the shape of RFC 9162 (section 2.1.1) with SM3, from leaves given one by one: keeps one hash for
 * each level. Leaves and nodes are hashed apart, so that none can be taken for the other.
 */
export function startMerkle(): { add(leaf: Leaf): void; root(): { leaves: number; root: Buffer } } {
  const whole: { readonly size: number; readonly hash: Buffer }[] = [];
  let leaves = 0;
  return {
    add(leaf) {
      leaves++;
      let size = 1;
      let hash = leafHash(leaf);
      for (let left = whole.at(-1); left?.size === size; left = whole.at(-1)) {
        whole.pop();
        hash = nodeHash(left.hash, hash);
        size *= 2;
      }
      whole.push({ size, hash });
    },
    root() {
      const hashes = whole.map(({ hash }) => hash);
      const root = hashes.length === 0 ? sm3() : hashes.reduceRight((right, left) => nodeHash(left, right));
      return { leaves, root };
    },
  };
}
