import * as z from 'zod';
import { id } from '../kernel/index.ts';
import { signature } from './device-bytes.ts';
import { deviceMessage } from './device-orders.ts';
import { deviceSignal, keyStore, programVersion } from './devices.ts';

/**
 * The link: a Socket.IO connection of an installed program to the server in a namespace of its own, open for as long as
 * the program runs, whoever is signed in. The server begins with a challenge, the machine answers with its hello, and
 * from then on each tells the other what is new.
 */
export const linkNamespace = '/machines';

/** Events of the link; each of the machine's is acknowledged with its answer or `{ problem }`. */
export const linkEvents = {
  /** Server → machine, first of all: `linkChallenge`. */
  challenge: 'machine:challenge',
  /** Machine → server: `deviceHello`, answered with `deviceStanding`. */
  hello: 'machine:hello',
  /** Machine → server, at every change and at least every `newsEveryMs`: `deviceNews`, answered with `true`. */
  news: 'machine:news',
  /** Machine → server: `orderTold`, answered with `true`. */
  told: 'machine:told',
  /** Server → machine: `deviceStanding`, or the part of it that is new. */
  standing: 'machine:standing',
} as const;

/** A machine of which nothing is heard for longer than three of these is not there. */
export const newsEveryMs = 50_000;

/** What the sensors of a program may see; others may follow, of newer programs than the server. */
export const knownSignals = [
  'remote-session',
  'remote-control',
  'virtual-machine',
  'screen-locked',
  'user-switched',
] as const;
export type KnownSignal = (typeof knownSignals)[number];

/** What is so on a machine at this moment. */
export const deviceNews = z.object({
  /** Somebody is signed in; not who. */
  occupied: z.boolean(),
  displays: z.int().min(0).max(64),
  /** Each once, in any order. */
  signals: z.array(deviceSignal).max(16),
});
export type DeviceNews = z.infer<typeof deviceNews>;

/** What does not change while the program runs. */
export const programFacts = z.object({
  program: programVersion,
  electron: programVersion,
  platform: z.string().regex(/^[a-z0-9_-]{1,20}$/),
  keyStore,
});
export type ProgramFacts = z.infer<typeof programFacts>;

export const linkChallenge = z.object({ nonce: z.string().regex(/^[\w-]{22}$/) });

/** Who speaks, signed (see `helloBytes`), and what is so on the machine. */
export const deviceHello = z.object({
  deviceId: id(),
  origin: z.string().max(255),
  nonce: z.string().regex(/^[\w-]{22}$/),
  startCount: z.int().min(1).max(4_000_000_000),
  startId: z.string().regex(/^[\w-]{22}$/),
  signature,
  facts: programFacts,
  news: deviceNews,
});
export type DeviceHello = z.infer<typeof deviceHello>;

/** An order that is for now: a message to whoever is there, or to start the program anew. */
export const linkOrder = z.discriminatedUnion('kind', [
  z.object({ id: id(), kind: z.literal('message'), text: deviceMessage, lastsMs: z.int().min(0) }),
  z.object({ id: id(), kind: z.literal('restart'), lastsMs: z.int().min(0) }),
]);
export type LinkOrder = z.infer<typeof linkOrder>;

/**
 * What is demanded of a machine. A part that is missing is as it was. Whoever was not there is told all of it with the
 * answer to his hello; what was told before is told again until it is done, so a machine goes by the ids.
 */
export const deviceStanding = z.object({
  /** The newest lock or unlock; `version` grows with each, and a lower one never undoes a higher. */
  lock: z.object({ version: z.int().min(0), locked: z.boolean(), orderId: id().nullable() }).optional(),
  /** Least version of the program; null where any will do. */
  leastProgram: programVersion.nullable().optional(),
  orders: z.array(linkOrder).max(50).optional(),
});
export type DeviceStanding = z.infer<typeof deviceStanding>;

/** What became of orders. `arrived` comes at once, `done` when it is carried out. */
export const orderTold = z.object({ orderId: id(), progress: z.enum(['arrived', 'done']) });
export type OrderTold = z.infer<typeof orderTold>;
