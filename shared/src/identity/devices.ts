import * as z from 'zod';
import { publicKey, signature } from './device-bytes.ts';
import { id, instant } from '../kernel/index.ts';
import { textLine } from './schemas.ts';

/** `kiosk`: a machine of a training centre. `home`: a learner's own. */
export const deviceKind = z.enum(['kiosk', 'home']);
export type DeviceKind = z.infer<typeof deviceKind>;

/**
 * Where a machine keeps its key: the safe storage of its system, or a file that only its user can read, which who
 * copies the disk copies too.
 */
export const keyStore = z.enum(['safe', 'file']);
export type KeyStore = z.infer<typeof keyStore>;

/** `held`: a copy of its key was seen, and neither earns until the centre decides. */
export const deviceState = z.enum(['active', 'held', 'removed']);
export type DeviceState = z.infer<typeof deviceState>;

/** Why a machine is held: its count of starts went back, or the same start was seen twice. */
export const heldReason = z.enum(['start-back', 'start-twice']);

/** Characters of a code to enrol: no I, L, O, U, which are taken for others. */
export const deviceCodeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const deviceCodeLength = 13;

/** One-time code of 13 characters (65 bits), grouped or not, in either case. */
export const deviceCode = z
  .string()
  .max(40)
  .transform((text) => text.replace(/[\s-]/g, '').toUpperCase())
  .pipe(
    z.string().regex(new RegExp(`^[${deviceCodeAlphabet}]{${deviceCodeLength}}$`), { error: 'device-code' }),
  );

/** Version of the installed program, as its package has it. */
export const programVersion = z.string().regex(/^[\w.+-]{1,40}$/);

/** What a new machine says of itself, signed with its key; see `enrolmentBytes`. */
export const machineClaim = z.strictObject({
  /** Origin of the platform as the machine is configured. */
  origin: z.string().max(255),
  publicKey,
  signature,
  program: programVersion,
  keyStore,
});
export type MachineClaim = z.infer<typeof machineClaim>;

/** Something that a sensor of the program sees at this moment, in the words of `knownSignals` or a later word. */
export const deviceSignal = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, { error: 'signal' });

/** What an enrolled machine signs to open a lease; see `leaseBytes`. */
export const deviceClaim = z.strictObject({
  deviceId: id(),
  origin: z.string().max(255),
  nonce: z.string().regex(/^[\w-]{22}$/),
  startCount: z.int().min(1).max(4_000_000_000),
  startId: z.string().regex(/^[\w-]{22}$/),
  /** The machine's clock, milliseconds since 1970. */
  at: z.int().min(0).max(9_000_000_000_000),
  /** X25519, of this lease alone. */
  agreementKey: publicKey,
  /** What its sensors see at this moment: signals, which block nothing. */
  sensed: z.array(deviceSignal).min(1).max(16).optional(),
  signature,
});
export type DeviceClaim = z.infer<typeof deviceClaim>;

export const placeName = textLine.min(1).max(40);

export const deviceRow = z.object({
  id: id(),
  kind: deviceKind,
  room: z.string(),
  name: z.string(),
  state: deviceState,
  heldReason: heldReason.nullable(),
  keyStore,
  program: z.string(),
  enrolledAt: instant(),
  lastSeenAt: instant().nullable(),
});
export type DeviceRow = z.infer<typeof deviceRow>;
