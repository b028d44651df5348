import { makeAnalytics } from '../../server/src/analytics/index.ts';
import { buildApp } from '../../server/src/app.ts';
import { readConfig } from '../../server/src/config.ts';

/** What a worker does every few minutes: brings the figures and the use of resources up to now. */
export async function sumUp(databaseUrl: string, dataDir: string): Promise<void> {
  const app = await buildApp(
    readConfig({
      ...{ DATABASE_URL: databaseUrl, MINJIANG_DATA_DIR: dataDir, MINJIANG_WEB_DIR: dataDir },
      ...{ MINJIANG_ROLE: 'api', LOG_LEVEL: 'silent' },
    }),
  );
  const { db, clock, log, modules } = app;
  const { catalog, identity } = modules;
  const metrics = { counter: () => ({ inc: () => undefined }) as never };
  const ports = { versions: catalog, organisations: identity, people: identity };
  const analytics = makeAnalytics({ db, clock, log, metrics, ...ports });
  await analytics.rollUp();
  await analytics.sumResources();
  await app.stop();
}
