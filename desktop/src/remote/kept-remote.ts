import * as z from 'zod';
import type { SecretStore } from '../proof/machine-key.ts';
import type { KeptRemote } from './remote-rules.ts';

const kept = z.strictObject({
  version: z.literal(1),
  locked: z.boolean(),
  lockVersion: z.int().min(-1),
  restartedBy: z.uuid().nullable(),
});

const nothing: KeptRemote = { locked: false, lockVersion: -1, restartedBy: null };

/**
 * What is demanded of this machine, over the end of the program. A file that cannot be read is like none: the server says
 * it again with the first hello.
 */
export async function readRemote(store: SecretStore): Promise<KeptRemote> {
  try {
    const text = await store.read();
    if (text === undefined) return nothing;
    const { version: _, ...read } = kept.parse(JSON.parse(text));
    return read;
  } catch {
    return nothing;
  }
}

/** Resolves once it is on disk. */
export const keepRemote = (
  store: SecretStore,
  { locked, lockVersion, restartedBy }: KeptRemote,
): Promise<void> => store.write(JSON.stringify({ version: 1, locked, lockVersion, restartedBy }));
