/** The most connections to PostgreSQL that a process holds for each of its purposes. */
export interface Connections {
  /** For transactions and the models. */
  readonly models: number;
  /** For single statements, hot paths, and whatever needs a connection of its own. */
  readonly plain: number;
  readonly jobs: number;
}

/**
 * By role, so that six `realtime`, two `api` and one `worker`, or four `all`, stay below the hundred connections that
 * PostgreSQL allows when nobody tells it otherwise. A process that holds sockets has one more, on which it listens.
 */
export function connectionsOf(role: 'all' | 'api' | 'realtime' | 'worker'): Connections {
  return budget[role];
}

const budget = {
  all: { models: 10, plain: 8, jobs: 3 },
  api: { models: 8, plain: 8, jobs: 2 },
  realtime: { models: 0, plain: 5, jobs: 0 },
  worker: { models: 8, plain: 4, jobs: 4 },
} as const satisfies Record<string, Connections>;
