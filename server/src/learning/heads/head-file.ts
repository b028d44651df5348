import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { localDate } from '@minjiang/shared/kernel';
import * as z from 'zod';
import { integerBytes } from '../chain/canonical.ts';
import { startMerkle, type Leaf } from './merkle.ts';

/**
 * A head is a gzipped file of JSON lines: what it is, one line for each enrolment (id, index, hash), and last what is
 * signed. It can be written and read without ever being held whole.
 */
const opening = z.strictObject({ version: z.literal(1), day: localDate(), madeAt: z.iso.datetime() });
const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
const leafLine = z.tuple([z.uuid(), z.int().min(1), hex(32)]);
const closing = z.strictObject({
  leaves: z.int().min(0),
  root: hex(32),
  publicKey: z.string(),
  keyId: hex(8),
  signature: hex(64),
});
export type HeadOpening = z.infer<typeof opening>;
export type HeadClosing = z.infer<typeof closing>;

export const openingLine = (value: HeadOpening): string => `${JSON.stringify(value)}\n`;
export const lineOf = ({ enrolmentId, index, hash }: Leaf): string =>
  `${JSON.stringify([enrolmentId, index, hash.toString('hex')])}\n`;
export const closingLine = (value: HeadClosing): string => `${JSON.stringify(value)}\n`;

/** What is signed: day, instant, number of leaves and root, under a name of their own. */
export const signedBytes = (head: HeadOpening & { leaves: number; root: Buffer }): Buffer =>
  Buffer.concat([
    Buffer.from(`minjiang-ledger-head-${head.version} ${head.day}\n`),
    integerBytes(Date.parse(head.madeAt)),
    integerBytes(head.leaves),
    head.root,
  ]);

/** Why a file is not a head that its key signed. */
export class HeadFault extends Error {}

/**
 * Reads a head leaf by leaf and proves it at its end: nothing told to `onLeaf` counts before this resolves.
 * @param trusted the key that must have signed it; without one, the file's own
 * @throws HeadFault
 */
export async function readHead(
  gzipped: Readable,
  trusted: KeyObject | null,
  onLeaf: (leaf: Leaf) => Promise<void> | void,
): Promise<HeadOpening & HeadClosing> {
  const tree = startMerkle();
  let head: HeadOpening | null = null;
  let end: HeadClosing | null = null;
  let last = '';
  for await (const line of linesOf(gzipped)) {
    if (end) throw new HeadFault('the head goes on after its end');
    const value = parseLine(line);
    if (!head) head = accepted(opening, value);
    else if (!Array.isArray(value)) end = accepted(closing, value);
    else {
      const [enrolmentId, index, hash] = accepted(leafLine, value);
      if (enrolmentId <= last) throw new HeadFault('the leaves are not in order');
      last = enrolmentId;
      const leaf = { enrolmentId, index, hash: Buffer.from(hash, 'hex') };
      tree.add(leaf);
      await onLeaf(leaf);
    }
  }
  if (!head || !end) throw new HeadFault('the head is cut off');
  const { leaves, root } = tree.root();
  if (leaves !== end.leaves || root.toString('hex') !== end.root)
    throw new HeadFault('the leaves are not those of the root');
  const own = createPublicKey({ key: Buffer.from(end.publicKey, 'base64'), format: 'der', type: 'spki' });
  const bytes = signedBytes({ ...head, leaves, root });
  if (!verify(null, bytes, trusted ?? own, Buffer.from(end.signature, 'hex')))
    throw new HeadFault('the signature is not that of the key');
  return { ...head, ...end };
}

async function* linesOf(gzipped: Readable): AsyncGenerator<string> {
  const unpacked = createGunzip();
  gzipped.on('error', (error) => unpacked.destroy(error)).pipe(unpacked);
  let rest = '';
  try {
    for await (const chunk of unpacked.setEncoding('utf8')) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code?.startsWith('Z_')
      ? new HeadFault('the file is damaged')
      : error;
  }
  if (rest !== '') throw new HeadFault('the head is cut off');
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new HeadFault('a line is no JSON');
  }
}

function accepted<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new HeadFault(`a line is not that of a head: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
