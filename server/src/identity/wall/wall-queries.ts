import {
  mostOnWall,
  newsEveryMs,
  type CentreRow,
  type OrderKind,
  type Wall,
  type WallTile,
} from '@minjiang/shared/identity';
import type { Page, PageQuery } from '@minjiang/shared/kernel';
import { Problem, type Sql } from '../../platform/index.ts';
import { progressOf, type StoredOrder } from '../orders/order-rules.ts';
import { roomsOf } from '../rooms/room-queries.ts';
import { byNeed, countsOf, groupOf, incidentsOf, isReachable } from './wall-rules.ts';

export interface WallPorts {
  readonly leastProgram: string | null;
  /** Those of the machines on which somebody studies who left a check unanswered. */
  readonly missedChecks: (sql: Sql, now: number, deviceIds: readonly string[]) => Promise<Set<string>>;
}

interface StoredTile extends StoredOrder {
  readonly id: string;
  readonly room: string;
  readonly name: string;
  readonly state: 'active' | 'held';
  readonly heldReason: WallTile['heldReason'];
  readonly locked: boolean;
  readonly program: string;
  readonly lastSeenAt: Date | null;
  readonly seenAt: Date | null;
  readonly left: boolean;
  readonly occupied: boolean;
  readonly displays: number | null;
  readonly signals: string[];
  readonly orderId: string | null;
  readonly orderKind: OrderKind | null;
  readonly orderedAt: Date | null;
  readonly endedAt: Date | null;
}

/** An order that is over for so long is of no more interest. */
const interestMs = 10 * 60_000;

/** Machines of a centre, or of one of its rooms, as they are now. @throws Problem not-found for no such centre */
export async function wallOf(
  sql: Sql,
  now: number,
  { centreId, room }: { readonly centreId: string; readonly room?: string | undefined },
  { leastProgram, missedChecks }: WallPorts,
): Promise<Wall> {
  const [centre] = await sql<{ name: string }>(
    `SELECT name FROM identity_organisations WHERE id = $1 AND kind = 'centre'`,
    [centreId],
  );
  if (!centre) throw new Problem('not-found');
  const rows = await tilesOf(sql, centreId, room);
  const missed = await missedChecks(
    sql,
    now,
    rows.map(({ id }) => id),
  );
  const all = rows.map((row) => present(row, now, missed.has(row.id), leastProgram)).sort(byNeed);
  return {
    centreName: centre.name,
    asOf: new Date(now).toISOString(),
    leastProgram,
    tiles: all.slice(0, mostOnWall),
    total: all.length,
    counts: countsOf(all),
    rooms: await roomsOf(sql, centreId),
  };
}

/** All of them: how many need somebody, and which need it most, is known of each alone. */
const tilesOf = (sql: Sql, centreId: string, room: string | undefined): Promise<StoredTile[]> =>
  sql<StoredTile>(
    `SELECT d.id, d.room, d.name, d.state, d.held_reason AS "heldReason", d.locked,
       coalesce(l.program, d.program) AS program, greatest(d.last_seen_at, l.seen_at) AS "lastSeenAt",
       l.seen_at AS "seenAt", l.left_at IS NOT NULL AS left, coalesce(l.occupied, false) AS occupied, l.displays,
       coalesce(l.signals, '{}') AS signals, o.id AS "orderId", o.kind AS "orderKind", o.ordered_at AS "orderedAt",
       o.arrived_at AS "arrivedAt", o.expires_at AS "expiresAt", o.ended_at AS "endedAt", o.outcome
     FROM identity_devices d LEFT JOIN identity_device_links l ON l.device_id = d.id
     LEFT JOIN LATERAL (
       SELECT * FROM identity_device_orders WHERE device_id = d.id ORDER BY ordered_at DESC LIMIT 1
     ) AS o ON true
     WHERE d.centre_id = $1 AND d.state <> 'removed' AND ($2::text IS NULL OR d.room = $2)`,
    [centreId, room ?? null],
  );

function present(row: StoredTile, now: number, checkMissed: boolean, leastProgram: string | null): WallTile {
  const { id, room, name, state, heldReason, locked, program, displays, signals } = row;
  const facts = { ...row, seenAt: row.seenAt?.getTime() ?? null, checkMissed };
  const reachable = isReachable(facts, now);
  const occupied = reachable && row.occupied;
  const incidents = incidentsOf(facts, now, leastProgram);
  return {
    ...{ id, room, name, state, heldReason, locked, program, displays, incidents, reachable, occupied },
    group: groupOf(incidents, occupied),
    signals: reachable ? signals : [],
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    order: orderOf(row, now),
  };
}

function orderOf(row: StoredTile, now: number): WallTile['order'] {
  const { orderId, orderKind, orderedAt, arrivedAt, expiresAt, endedAt } = row;
  if (orderId === null || orderKind === null || orderedAt === null) return null;
  const over = endedAt ?? expiresAt;
  if (over !== null && now - over.getTime() > interestMs) return null;
  return {
    id: orderId,
    kind: orderKind,
    progress: progressOf(row, now),
    orderedAt: orderedAt.toISOString(),
    arrivedAt: arrivedAt?.toISOString() ?? null,
    doneAt: row.outcome === 'done' ? (endedAt?.toISOString() ?? null) : null,
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}

/** A page of all training centres by name, and how their machines are. */
export async function listCentres(
  sql: Sql,
  now: number,
  { page, pageSize }: PageQuery,
): Promise<Page<CentreRow>> {
  const rows = await sql<CentreRow & { total: number }>(
    `SELECT c.id, c.name, c.region_code AS "regionCode", c.total,
       (SELECT count(*) FROM identity_rooms r WHERE r.centre_id = c.id AND r.closed_at IS NULL)::int AS rooms,
       count(d.id)::int AS machines, (count(*) FILTER (WHERE d.state = 'held'))::int AS held,
       (count(*) FILTER (WHERE d.locked))::int AS locked,
       (count(*) FILTER (WHERE l.left_at IS NULL AND l.seen_at >= $3))::int AS reachable
     FROM (SELECT id, name, region_code, count(*) OVER ()::int AS total FROM identity_organisations
           WHERE kind = 'centre' ORDER BY name, id LIMIT $1 OFFSET $2) AS c
     LEFT JOIN identity_devices d ON d.centre_id = c.id AND d.state <> 'removed'
     LEFT JOIN identity_device_links l ON l.device_id = d.id
     GROUP BY c.id, c.name, c.region_code, c.total ORDER BY c.name, c.id`,
    [pageSize, (page - 1) * pageSize, new Date(now - 3 * newsEveryMs)],
  );
  const items = rows.map(({ total: _, ...row }) => row);
  return { items, total: rows[0]?.total ?? 0, page, pageSize };
}
