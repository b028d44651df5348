import * as z from 'zod';
import { id, instant } from '../kernel/index.ts';
import { deviceState, heldReason } from './devices.ts';
import { orderRow } from './device-orders.ts';

/** Most machines on one wall; a centre with more looks at its rooms one by one. */
export const mostOnWall = 300;

/** Why somebody should look at a machine, the gravest first; signals of its sensors come beside these. */
export const incidents = ['held', 'signal', 'check-missed', 'locked', 'old-program', 'not-seen'] as const;
export const incident = z.enum(incidents);
export type Incident = z.infer<typeof incident>;

/** `idle`: it is there, and nobody uses it. */
export const wallGroup = z.enum(['incident', 'in-use', 'idle']);
export type WallGroup = z.infer<typeof wallGroup>;

/** One machine on the wall. */
export const wallTile = z.object({
  id: id(),
  room: z.string(),
  name: z.string(),
  group: wallGroup,
  incidents: z.array(incident),
  state: deviceState.exclude(['removed']),
  heldReason: heldReason.nullable(),
  /** Ordered to be locked, whether or not it has heard of it. */
  locked: z.boolean(),
  /** Heard of in the last minutes: what is ordered now arrives now. */
  reachable: z.boolean(),
  occupied: z.boolean(),
  lastSeenAt: instant().nullable(),
  program: z.string(),
  displays: z.int().nullable(),
  signals: z.array(z.string()),
  /** The newest order, as long as it is of interest. */
  order: orderRow.nullable(),
});
export type WallTile = z.infer<typeof wallTile>;

export const roomRow = z.object({ id: id(), name: z.string(), machines: z.int() });
export type RoomRow = z.infer<typeof roomRow>;

/** A room's machines, those first that somebody should look at. */
export const wall = z.object({
  centreName: z.string(),
  asOf: instant(),
  leastProgram: z.string().nullable(),
  /** The first of all by need. */
  tiles: z.array(wallTile),
  /** How many there are, shown or not. */
  total: z.int(),
  counts: z.record(wallGroup, z.int()),
  rooms: z.array(roomRow),
});
export type Wall = z.infer<typeof wall>;

/** A centre in the list of all. */
export const centreRow = z.object({
  id: id(),
  name: z.string(),
  regionCode: z.string(),
  rooms: z.int(),
  machines: z.int(),
  reachable: z.int(),
  held: z.int(),
  locked: z.int(),
});
export type CentreRow = z.infer<typeof centreRow>;
