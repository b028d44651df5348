import * as z from 'zod';
import { id, instant } from '../kernel/index.ts';
import { textLine } from './schemas.ts';

/** Most machines that one order is for. */
export const mostOrdered = 100;

/** What whoever sits at a machine reads, whoever he is; nothing personal belongs here. */
export const deviceMessage = textLine.min(1).max(200);

/**
 * What a centre orders its machines to do. `lock` and `unlock` are a state that holds until the other is ordered;
 * `message` and `restart` are for now and expire.
 */
export const deviceOrder = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('lock') }),
  z.strictObject({ kind: z.literal('unlock') }),
  z.strictObject({ kind: z.literal('message'), text: deviceMessage }),
  z.strictObject({ kind: z.literal('restart') }),
]);
export type DeviceOrder = z.infer<typeof deviceOrder>;

export const orderKind = z.enum(['lock', 'unlock', 'message', 'restart']);
export type OrderKind = z.infer<typeof orderKind>;

/**
 * Where an order is. `sent`: not told to the machine yet. `arrived`: the machine has it. `done`: carried out; of a
 * message, read. `expired`: not carried out in its time. `replaced`: a later lock or unlock counts.
 */
export const orderProgress = z.enum(['sent', 'arrived', 'done', 'expired', 'replaced']);
export type OrderProgress = z.infer<typeof orderProgress>;

/** An order to one machine, and what became of it. */
export const orderRow = z.object({
  id: id(),
  kind: orderKind,
  progress: orderProgress,
  orderedAt: instant(),
  arrivedAt: instant().nullable(),
  doneAt: instant().nullable(),
  /** Null for what holds until it is ordered otherwise. */
  expiresAt: instant().nullable(),
});
export type OrderRow = z.infer<typeof orderRow>;
