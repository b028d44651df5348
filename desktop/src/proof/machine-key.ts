import { createPrivateKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import * as z from 'zod';
import {
  enrolmentBytes,
  helloBytes,
  leaseBytes,
  type EnrolmentClaim,
  type HelloClaim,
  type LeaseClaim,
} from '@minjiang/shared/identity';

/** Where the machine's secrets lie; a write is on disk when it is answered, whole or not at all. */
export interface SecretStore {
  read(): Promise<string | undefined>;
  write(text: string): Promise<void>;
}

const kept = z.strictObject({
  version: z.literal(1),
  /** Ed25519, PKCS#8 DER, base64. */
  privateKey: z.base64(),
  /** Starts of the program with this key. */
  startCount: z.int().min(0),
  /** As what the platform knows this machine. */
  deviceId: z.uuid().optional(),
});
type Kept = z.infer<typeof kept>;

/** The machine's word for this start of the program. */
export interface MachineKey {
  /** Ed25519, raw, base64url. */
  readonly publicKey: string;
  /** The number of this start; it is on disk before anybody hears it, so that no start ever uses it again. */
  readonly startCount: number;
  /** Made for this start alone: a copy of the key store that counts the same number is told from it. */
  readonly startId: string;
  /** As what the platform knows this machine; null before it is enrolled. */
  deviceId(): string | null;
  /** Resolves once it is on disk. */
  keepDeviceId(deviceId: string): Promise<void>;
  signEnrolment(claim: Omit<EnrolmentClaim, 'publicKey'>): string;
  signLease(claim: Omit<LeaseClaim, 'startCount' | 'startId'>): string;
  signHello(claim: Omit<HelloClaim, 'startCount' | 'startId'>): string;
}

/** Says that the kept key cannot be read: making another in silence would make a stranger of an enrolled machine. */
export class KeyStoreDamaged extends Error {
  override readonly name = 'KeyStoreDamaged';
}

/**
 * Takes the machine's key, made at the first start, and counts this start.
 * @throws KeyStoreDamaged, and whatever the store throws: without a stored count there is no proof
 */
export async function takeMachineKey(store: SecretStore): Promise<MachineKey> {
  const before = readKept(await store.read()) ?? newKey();
  const now: Kept = { ...before, startCount: before.startCount + 1 };
  await store.write(JSON.stringify(now));
  return machineKey(now, store);
}

function readKept(text: string | undefined): Kept | undefined {
  if (text === undefined) return undefined;
  try {
    const read = kept.parse(JSON.parse(text));
    privateKeyOf(read);
    return read;
  } catch (cause) {
    throw new KeyStoreDamaged('the key of this machine cannot be read', { cause });
  }
}

function newKey(): Kept {
  const { privateKey } = generateKeyPairSync('ed25519');
  const der = privateKey.export({ format: 'der', type: 'pkcs8' });
  return { version: 1, privateKey: der.toString('base64'), startCount: 0 };
}

const privateKeyOf = ({ privateKey }: Kept): KeyObject =>
  createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });

function machineKey(now: Kept, store: SecretStore): MachineKey {
  const { startCount } = now;
  const privateKey = privateKeyOf(now);
  let { deviceId } = now;
  const { x } = privateKey.export({ format: 'jwk' });
  if (x === undefined) throw new KeyStoreDamaged('the key of this machine is of another kind');
  const signed = (bytes: Uint8Array) => sign(null, bytes, privateKey).toString('base64url');
  const startId = randomBytes(16).toString('base64url');
  return {
    publicKey: x,
    startCount,
    startId,
    deviceId: () => deviceId ?? null,
    async keepDeviceId(given) {
      await store.write(JSON.stringify({ ...now, deviceId: given }));
      deviceId = given;
    },
    signEnrolment: (claim) => signed(enrolmentBytes({ ...claim, publicKey: x })),
    signLease: (claim) => signed(leaseBytes({ ...claim, startCount, startId })),
    signHello: (claim) => signed(helloBytes({ ...claim, startCount, startId })),
  };
}
