import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@minjiang/shared/kernel';
import type { AssetKind } from '@minjiang/shared/content';
import { diskStorage, type Storage } from '../../platform/index.ts';
import { makeJobs } from '../../platform/testing/parts.ts';
import { testActors } from '../../platform/testing/actors.ts';
import { testApp } from '../../platform/testing/client.ts';
import { testDatabase } from '../../platform/testing/database.ts';
import { makeContext, type ContentPorts, type ServedSegment } from '../context.ts';
import { contentMigrations, makeContent } from '../index.ts';

/** An institution with staff, a data folder and the content module over a database of its own. */
export async function contentWorld(given: {
  ffmpegPath: string | null;
  maxUploadBytes?: number;
  mediaOrigin?: string;
  storage?: Storage;
}) {
  const base = await testDatabase(contentMigrations);
  const { db, clock, keys, log } = base;
  const dataDir = await mkdtemp(join(tmpdir(), 'minjiang-content-'));
  await mkdir(join(dataDir, 'uploads'), { recursive: true });
  const storage = given.storage ?? diskStorage(join(dataDir, 'storage'));
  const jobs = makeJobs(base.url, log);
  /** Leases that hold, as `accountId/leaseId/epoch`. */
  const held = new Set<string>();
  /** What was sent whole to pages that cannot prove. */
  const served: ServedSegment[] = [];
  const ports: ContentPorts = {
    ...{ db, clock, keys, log, jobs, storage, dataDir },
    ffmpegPath: given.ffmpegPath,
    maxUploadBytes: given.maxUploadBytes ?? 50_000_000,
    leaseHolds: (...lease) => Promise.resolve(held.has(lease.join('/'))),
    served: (segment) => Promise.resolve(void served.push(segment)),
    mediaOrigin: given.mediaOrigin ?? null,
  };
  const content = makeContent(ports);
  const actors = testActors();
  const organisationId = newId();
  const staff = actors.enter({ role: 'institution-admin', organisationId });
  const foreign = actors.enter({ role: 'institution-admin', organisationId: newId() });
  const app = await testApp({
    routes: content.routes,
    subjects: content.subjects,
    authenticate: actors.authenticate,
  });
  const context = makeContext(ports);
  return {
    ...{
      db,
      clock,
      keys,
      jobs,
      storage,
      dataDir,
      ports,
      content,
      context,
      held,
      served,
      app,
      actors,
      staff,
      foreign,
    },
    shiftClock: base.shiftClock,
    ingest: (localPath: string, name: string, kind: AssetKind = 'video') =>
      db.transaction(async (tx) => {
        const file = { organisationId, actorId: staff.accountId, kind, name, localPath };
        return content.ingest(tx, await clock.now(tx.sql), file);
      }),
    async assetOf(assetId: string) {
      const asset = await context.assets.findByPk(assetId);
      if (!asset) throw new Error('the asset is gone');
      return asset;
    },
    async close() {
      await content.stop();
      await jobs.stop();
      await app.close();
      await base.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type ContentWorld = Awaited<ReturnType<typeof contentWorld>>;

/** Waits until `look` answers something, at most `seconds`. */
export async function eventually<T>(
  look: () => Promise<T | null | undefined | false>,
  seconds = 45,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`nothing happened within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
