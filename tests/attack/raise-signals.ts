import { buildApp } from '../../server/src/app.ts';
import { readConfig } from '../../server/src/config.ts';

/** What a worker does every five minutes, done now by a third process of the platform. */
export async function raiseSignals(databaseUrl: string, dataDir: string): Promise<void> {
  const app = await buildApp(
    readConfig({
      DATABASE_URL: databaseUrl,
      MINJIANG_DATA_DIR: dataDir,
      MINJIANG_ROLE: 'api',
      MINJIANG_WEB_DIR: dataDir,
      MINJIANG_TEST_CLOCK: '1',
      LOG_LEVEL: 'error',
    }),
  );
  try {
    await app.modules.integrity.raiseSignals();
  } finally {
    await app.stop();
  }
}
