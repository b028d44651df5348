import { startServer, type ServerOptions, type ServerProcess } from '../server-process.ts';

/** One server process of the cluster, which keeps its place when it is killed and started again. */
export interface RoleProcess {
  readonly role: ServerOptions['role'];
  readonly origin: string;
  pid(): number;
  /** What it printed since it was started last. */
  log(): string;
  /** SIGKILL: it finishes nothing. */
  kill(): Promise<void>;
  /** Starts it again at its address, with other environment and preloaded modules if some are given. */
  again(changed?: Pick<ServerOptions, 'env' | 'preload'>): Promise<void>;
  stop(): Promise<void>;
}

export async function startRole(options: ServerOptions): Promise<RoleProcess> {
  let now: ServerProcess = await startServer(options);
  return {
    role: options.role,
    origin: now.origin,
    pid: () => now.pid,
    log: () => now.log(),
    kill: () => now.kill(),
    async again(changed = {}) {
      const env = { ...options.env, ...changed.env };
      now = await startServer({ ...options, ...changed, env, port: now.port });
    },
    stop: () => now.stop(),
  };
}
