import { PgBoss } from 'pg-boss';
import type { Tx } from '../db/sql.ts';
import type { Log } from '../log.ts';

export interface JobOptions {
  /** Tries after the first. */
  readonly retries?: number;
  readonly retryDelaySeconds?: number;
  /** A job that runs longer is given to another worker. */
  readonly expireInSeconds?: number;
  /** Jobs of this kind run at the same time in one process. */
  readonly concurrency?: number;
  /** How often a process looks for one; 1 unless somebody waits before his screen, 0.5 at least. */
  readonly lookEverySeconds?: number;
}

/** Long work, kept in PostgreSQL: survives a restart and is tried again. Data holds ids only. */
export interface Jobs {
  /** Declares a kind of job; in a worker process its handler runs. */
  define<Data extends object>(
    name: string,
    options: JobOptions,
    handle: (data: Data, signal: AbortSignal) => Promise<void>,
  ): void;
  /** Queues a job; with `tx` it exists only if the transaction commits. `key` keeps one waiting job per subject. */
  send(tx: Pick<Tx, 'sql'> | null, name: string, data: object, key?: string): Promise<void>;
  start(options: { work: boolean }): Promise<void>;
  stop(): Promise<void>;
}

interface Kind {
  readonly options: JobOptions;
  readonly handle: (data: object, signal: AbortSignal) => Promise<void>;
}

export function makeJobs(url: string, log: Log, connections = 4): Jobs {
  const boss = new PgBoss({
    connectionString: url,
    schema: 'jobs',
    max: connections,
    application_name: 'minjiang-jobs',
  });
  boss.on('error', (error) => log.error({ err: error }, 'jobs failed'));
  const kinds = new Map<string, Kind>();
  return {
    define(name, options, handle) {
      kinds.set(name, { options, handle: handle as Kind['handle'] });
    },
    async send(tx, name, data, key) {
      await boss.send(name, data, {
        ...(key ? { singletonKey: key } : {}),
        ...(tx
          ? { db: { executeSql: async (text, values) => ({ rows: await tx.sql(text, values ?? []) }) } }
          : {}),
      });
    },
    async start({ work }) {
      await boss.start();
      for (const [name, { options, handle }] of kinds) {
        await boss.createQueue(name, {
          policy: 'short',
          retryLimit: options.retries ?? 3,
          retryDelay: options.retryDelaySeconds ?? 10,
          retryBackoff: true,
          expireInSeconds: options.expireInSeconds ?? 900,
        });
        if (!work) continue;
        for (let i = 0; i < (options.concurrency ?? 1); i++) {
          const looking = { batchSize: 1, pollingIntervalSeconds: options.lookEverySeconds ?? 1 };
          await boss.work<object>(name, looking, async ([job]) => {
            if (job) await handle(job.data, job.signal);
          });
        }
      }
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 5000 });
    },
  };
}
