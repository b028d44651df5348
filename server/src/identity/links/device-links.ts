import { randomBytes } from 'node:crypto';
import {
  deviceNews,
  linkEvents,
  linkNamespace,
  orderTold,
  type DeviceStanding,
} from '@minjiang/shared/identity';
import type * as z from 'zod';
import { gathered, Problem, type Guest, type Log, type Sockets, type Sql } from '../../platform/index.ts';
import { isOwnOrigin } from '../devices/device-rules.ts';
import { linkRoom } from '../orders/order-devices.ts';
import { noteHeard, noteLeft, noteTold, type Heard, type Told } from './presence.ts';
import { makeWelcome, standingsOf } from './welcome-device.ts';

export interface LinkDeps {
  readonly sql: Sql;
  readonly clock: { readonly expression: string };
  readonly publicOrigin: string | null;
  readonly leastProgram: string | null;
  readonly log: Log;
}

/** Whoever has not said by then who he is, is no machine. */
const helloWithinMs = 15_000;
/** What machines say within this time is written together. */
const writeEveryMs = 1_500;

/** A machine that is connected to this process. */
interface Link {
  readonly guest: Guest;
  heard: Heard;
  lockVersion: number;
  readonly orders: Set<string>;
}

/**
 * Holds the links of machines of this process. What they say is written in groups; every time one is heard it is also
 * told what it may not have heard of, since a signal can be lost.
 */
export function bindDeviceLinks(
  sockets: Sockets,
  deps: LinkDeps,
): { stop(): Promise<void>; count(): number } {
  const { sql, clock, publicOrigin, leastProgram, log } = deps;
  const isOursAt = (host: string | undefined) => (origin: string) => isOwnOrigin(origin, publicOrigin, host);
  const { believe } = makeWelcome({ sql, clock, isOursAt });
  const links = new Map<string, Link>();
  const heard = new Map<string, Heard>();
  const left = new Map<string, string>();
  const note = gathered<Told, true>(async (told) => {
    await noteTold(sql, clock, told);
    return told.map(() => true);
  });
  const standing = gathered<string, DeviceStanding | undefined>(async (ids) => {
    const found = await standingsOf(sql, clock, ids);
    return ids.map((id) => found.get(id));
  });

  function receive(guest: Guest): void {
    const nonce = randomBytes(16).toString('base64url');
    const late = setTimeout(() => guest.leave(), helloWithinMs);
    let asked = false;
    guest.onLeave(() => clearTimeout(late));
    guest.on(linkEvents.hello, async (payload) => {
      // One number, one answer to it: whoever is refused comes again by another connection.
      if (asked) throw new Problem('device-nonce');
      asked = true;
      const { deviceId, facts, news } = await believe(payload, nonce, guest.host);
      clearTimeout(late);
      // The room comes first: what is ordered while the rest is read is told twice rather than not at all.
      guest.join(linkRoom(deviceId));
      const now = await standing(deviceId);
      if (!now) throw new Problem('device-unknown');
      if (guest.connected) begin(guest, { deviceId, link: guest.id, facts, news }, now);
      return { ...now, leastProgram };
    });
    guest.tell(linkEvents.challenge, { nonce });
  }

  function begin(guest: Guest, first: Heard, now: DeviceStanding): void {
    const { deviceId } = first;
    links.get(deviceId)?.guest.leave();
    const link: Link = { guest, heard: first, lockVersion: -1, orders: new Set() };
    remember(link, now);
    links.set(deviceId, link);
    heard.set(deviceId, first);
    guest.on(linkEvents.news, (payload) => {
      link.heard = { ...link.heard, news: read(deviceNews, payload) };
      heard.set(deviceId, link.heard);
      return Promise.resolve(true);
    });
    guest.on(linkEvents.told, (payload) => note({ ...read(orderTold, payload), deviceId }));
    guest.onLeave(() => {
      if (links.get(deviceId) === link) links.delete(deviceId);
      if (heard.get(deviceId)?.link === guest.id) heard.delete(deviceId);
      left.set(guest.id, deviceId);
    });
  }

  /** Writes what was heard, then tells those machines what they have not been told. */
  async function write(): Promise<void> {
    const [here, gone] = [[...heard.values()], [...left]];
    heard.clear();
    left.clear();
    try {
      if (gone.length > 0)
        await noteLeft(
          sql,
          clock,
          gone.map(([link, deviceId]) => ({ link, deviceId })),
        );
      if (here.length === 0) return;
      await noteHeard(sql, clock, here);
      const demanded = await standingsOf(
        sql,
        clock,
        here.map(({ deviceId }) => deviceId),
      );
      for (const { deviceId } of here) tellAnew(deviceId, demanded.get(deviceId));
    } catch (error) {
      // They are heard again within a minute, and what is not written is not claimed.
      log.warn({ err: error, machines: here.length }, 'machines that are there could not be noted');
    }
  }

  function tellAnew(deviceId: string, now: DeviceStanding | undefined): void {
    const link = links.get(deviceId);
    if (!link) return;
    // Held or removed meanwhile.
    if (!now) return link.guest.leave();
    const orders = now.orders?.filter(({ id }) => !link.orders.has(id)) ?? [];
    const isNew = now.lock !== undefined && now.lock.version > link.lockVersion;
    remember(link, now);
    if (orders.length > 0 || isNew)
      link.guest.tell(linkEvents.standing, { ...(isNew ? { lock: now.lock } : {}), orders });
  }

  sockets.receive(linkNamespace, receive);
  let writing: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    writing = writing.then(write);
  }, writeEveryMs);
  timer.unref();
  return {
    count: () => links.size,
    async stop() {
      clearInterval(timer);
      await writing;
      await write();
    },
  };
}

function remember(link: Link, { lock, orders = [] }: DeviceStanding): void {
  if (lock) link.lockVersion = lock.version;
  // Those that are over are not told again anyway.
  link.orders.clear();
  for (const { id } of orders) link.orders.add(id);
}

function read<T extends z.ZodType>(schema: T, payload: unknown): z.output<T> {
  const parsed = schema.safeParse(payload);
  if (!parsed.success) throw new Problem('invalid');
  return parsed.data;
}
