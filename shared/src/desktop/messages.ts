import * as z from 'zod';
import {
  deviceClaim,
  deviceCode,
  deviceMessage,
  keyStore,
  machineClaim,
  publicKey,
} from '../identity/index.ts';
import { id } from '../kernel/index.ts';
import { beat, beatSeal } from '../learning/index.ts';
import { attention, attentionChange } from './attention.ts';

/** Version of everything that passes between shell and page. */
export const bridgeVersion = 1;

/** `kiosk`: a centre's locked machine. `home`: the learner's own. The same words as `client.kind` of a lease. */
export const shellMode = z.enum(['kiosk', 'home']);
export type ShellMode = z.infer<typeof shellMode>;

/** A message of the centre to whoever is at the machine; shown until he says that he has read it. */
export const shellMessage = z.strictObject({ id: id(), text: deviceMessage });
export type ShellMessage = z.infer<typeof shellMessage>;

/** Which shell the page runs in, and the attention at this moment. */
export const shellFacts = z.strictObject({
  bridge: z.literal(bridgeVersion),
  mode: shellMode,
  /** Version of the installed program, to be held against `minClientVersion`. */
  program: z.string(),
  /** Where it keeps its key, and as what the platform knows it; null before it is enrolled. */
  machine: z.strictObject({ keyStore, deviceId: id().nullable() }),
  attention,
  /** Not read yet, the oldest first. */
  messages: z.array(shellMessage).max(50),
  /** Whether the staff may leave the program with their password. */
  leavable: z.boolean(),
});
export type ShellFacts = z.infer<typeof shellFacts>;

/** What a lease is opened for, with the number of the server that is signed with it. */
export const leaseOpening = z.strictObject({
  nonce: z.string().max(64),
  enrolmentId: id(),
  lessonId: id(),
  pageId: z.string().max(64),
});
export type LeaseOpening = z.infer<typeof leaseOpening>;

/** The server's half of the key of a lease, and the nonce that came with it. */
export const leaseAgreed = z.strictObject({
  leaseId: id(),
  agreementKey: publicKey,
  nonce: z.string().max(64),
});
export type LeaseAgreed = z.infer<typeof leaseAgreed>;

/** A beat to be sealed. `by`: the nonce of the newest answer; null for the newest that the shell was told. */
export const sealing = z.strictObject({
  beat,
  by: z.strictObject({ nonce: z.string().max(64), after: z.int().min(0) }).nullable(),
});
export type Sealing = z.infer<typeof sealing>;

/** What became of an attempt to leave, and how long the next must wait. */
export const staffAnswer = z.strictObject({
  outcome: z.enum(['leaving', 'wrong', 'wait']),
  waitSeconds: z.int().min(0),
});
export type StaffAnswer = z.infer<typeof staffAnswer>;

const bridge = z.literal(bridgeVersion);

/** What a page asks of its shell; one channel for all. */
export const pageRequest = z.discriminatedUnion('ask', [
  z.strictObject({ bridge, ask: z.literal('facts') }),
  z.strictObject({ bridge, ask: z.literal('resume') }),
  z.strictObject({ bridge, ask: z.literal('retry') }),
  z.strictObject({ bridge, ask: z.literal('staffPage') }),
  z.strictObject({ bridge, ask: z.literal('staffReturn') }),
  z.strictObject({ bridge, ask: z.literal('staffExit'), of: z.string().min(1).max(200) }),
  z.strictObject({ bridge, ask: z.literal('enrolment'), of: z.strictObject({ code: deviceCode }) }),
  z.strictObject({ bridge, ask: z.literal('enrolled'), of: z.strictObject({ deviceId: id() }) }),
  z.strictObject({ bridge, ask: z.literal('openLease'), of: leaseOpening }),
  z.strictObject({ bridge, ask: z.literal('agree'), of: leaseAgreed }),
  z.strictObject({ bridge, ask: z.literal('seal'), of: sealing }),
  z.strictObject({ bridge, ask: z.literal('read'), of: z.strictObject({ messageId: id() }) }),
  z.strictObject({ bridge, ask: z.literal('parted') }),
]);
export type PageRequest = z.infer<typeof pageRequest>;
export type Asked = PageRequest['ask'];

/** What a request is about; undefined where its name says all. */
export type AskedOf<Ask extends Asked> =
  Extract<PageRequest, { ask: Ask }> extends { of: infer Of } ? Of : undefined;

/** The answer to each request, by its `ask`. */
export const pageAnswers = {
  facts: shellFacts,
  /** The attention after the learner's action; it counts again unless its cause lasts. */
  resume: attention,
  /** Whether the server was reached; the portal then replaces the page that asked. */
  retry: z.boolean(),
  /** False where nobody may leave. */
  staffPage: z.boolean(),
  staffReturn: z.literal(true),
  staffExit: staffAnswer,
  /** What the machine says of itself to be enrolled with that code. */
  enrolment: machineClaim.extend({ code: z.string() }),
  /** Kept, and on disk. */
  enrolled: z.literal(true),
  /** Null where the machine is not enrolled. */
  openLease: deviceClaim.nullable(),
  /** False where the lease is not the one that was signed for last. */
  agree: z.boolean(),
  /** Null for a lease whose key this start of the program does not hold. */
  seal: beatSeal.nullable(),
  /** What is still to be read. */
  read: z.array(shellMessage),
  parted: z.literal(true),
} as const satisfies Record<Asked, z.ZodType>;
export type PageAnswer<Ask extends Asked> = z.infer<(typeof pageAnswers)[Ask]>;

/** What the shell tells its page unasked; one channel for all. */
export const shellEvent = z.discriminatedUnion('event', [
  z.strictObject({ bridge, event: z.literal('attention'), change: attentionChange }),
  z.strictObject({ bridge, event: z.literal('messages'), messages: z.array(shellMessage).max(50) }),
  /** The page is about to be taken away: what must not be lost is sent now, and then it asks `parted`. */
  z.strictObject({ bridge, event: z.literal('parting') }),
]);
export type ShellEvent = z.infer<typeof shellEvent>;

/** Names of the channels. */
export const requestChannel = 'minjiang:request';
/** The page waits for the answer before it does anything else: for a page that is going away. */
export const requestAtOnceChannel = 'minjiang:request-at-once';
export const eventChannel = 'minjiang:event';
