import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { newId } from '@minjiang/shared/kernel';
import type { Database, Sql, Storage, Tx } from '../../platform/index.ts';
import { closingLine, lineOf, openingLine, signedBytes } from './head-file.ts';
import type { HeadKey } from './head-key.ts';
import { startMerkle, type Leaf } from './merkle.ts';

const leavesAtOnce = 5000;
/** Heads are made one after the other, whatever process makes them. */
const lockKey = 727_105;

export const headFileKey = (day: string): string => `heads/${day}.json.gz`;

export interface HeadDeps {
  readonly db: Database;
  readonly storage: Storage;
  readonly key: HeadKey;
}

export interface MakeHead {
  readonly day: string;
  readonly wholeDay: boolean;
  readonly now: number;
  /** In the transaction in which the head comes to exist. */
  readonly afterwards: (tx: Tx, headId: string) => Promise<void>;
}

/**
 * Signs the ends of all chains as they stand, writes them to a file leaf by leaf, and notes the head of the day.
 * A head of a whole day is made once.
 * @returns whether it was made now
 */
export async function makeHead(
  deps: HeadDeps,
  { day, wholeDay, now, afterwards }: MakeHead,
): Promise<boolean> {
  return deps.db.transaction(async (tx) => {
    await tx.sql('SELECT pg_advisory_xact_lock($1)', [lockKey]);
    const known = await tx.sql('SELECT 1 FROM learning_heads WHERE day = $1 AND whole_day', [day]);
    if (known.length > 0) return false;
    const opening = { version: 1, day, madeAt: new Date(now).toISOString() } as const;
    const tree = startMerkle();
    let signed: { leaves: number; root: Buffer; signature: Buffer } | undefined;
    async function* lines() {
      yield openingLine(opening);
      for await (const leaves of chainEnds(tx.sql)) {
        for (const leaf of leaves) tree.add(leaf);
        yield leaves.map(lineOf).join('');
      }
      const { leaves, root } = tree.root();
      signed = { leaves, root, signature: deps.key.sign(signedBytes({ ...opening, leaves, root })) };
      yield closingLine({
        leaves,
        root: root.toString('hex'),
        publicKey: deps.key.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
        keyId: deps.key.keyId,
        signature: signed.signature.toString('hex'),
      });
    }
    const file = headFileKey(day);
    const source = Readable.from(lines());
    const packed = createGzip();
    source.on('error', (error) => packed.destroy(error)).pipe(packed);
    await deps.storage.put(file, packed);
    const headId = newId();
    await storeHead(
      tx.sql,
      { headId, day, now, wholeDay, keyId: deps.key.keyId, ...signed! },
      await sizeOf(deps, file),
    );
    await afterwards(tx, headId);
    return true;
  });
}

async function sizeOf({ storage }: HeadDeps, file: string): Promise<number> {
  const { sizeBytes, body } = await storage.stream(file);
  body.destroy();
  return sizeBytes;
}

/** Every chain in order of enrolment, some thousands at once. */
async function* chainEnds(sql: Sql): AsyncGenerator<Leaf[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const leaves = await sql<Leaf>(
      `SELECT enrolment_id AS "enrolmentId", last_index AS index, last_hash AS hash FROM learning_chains
       WHERE enrolment_id > $1 AND last_index > 0 ORDER BY enrolment_id LIMIT ${leavesAtOnce}`,
      [after],
    );
    const last = leaves.at(-1);
    if (!last) return;
    yield leaves;
    after = last.enrolmentId;
  }
}

interface NewHead {
  readonly headId: string;
  readonly day: string;
  readonly now: number;
  readonly wholeDay: boolean;
  readonly leaves: number;
  readonly root: Buffer;
  readonly signature: Buffer;
  readonly keyId: string;
}

async function storeHead(sql: Sql, head: NewHead, sizeBytes: number): Promise<void> {
  await sql(
    `INSERT INTO learning_heads (day, head_id, made_at, whole_day, leaves, root, signature, key_id, size_bytes)
     VALUES ($1, $2, to_timestamp($3::float8 / 1000), $4, $5, decode($6, 'hex'), decode($7, 'hex'), $8, $9)
     ON CONFLICT (day) DO UPDATE SET head_id = excluded.head_id, made_at = excluded.made_at,
       whole_day = excluded.whole_day, leaves = excluded.leaves, root = excluded.root, signature = excluded.signature,
       key_id = excluded.key_id, size_bytes = excluded.size_bytes`,
    [
      head.day,
      head.headId,
      head.now,
      head.wholeDay,
      head.leaves,
      head.root.toString('hex'),
      head.signature.toString('hex'),
      head.keyId,
      sizeBytes,
    ],
  );
}
