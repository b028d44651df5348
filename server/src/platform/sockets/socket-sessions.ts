import type { Actor } from '../http/context.ts';
import type { Problem } from '../http/problem.ts';

/** Who speaks through a socket, and for how long that may be believed without asking again. */
export interface SocketSession {
  readonly actor: Actor;
  /** 0: only for the event it was asked for. */
  readonly forMs: number;
}

/** Answers who speaks through a socket; by the module that keeps sessions. */
export interface SocketSessions {
  /** What a socket keeps of its cookies; null when they name no session. */
  keyOf(cookieHeader: string | undefined): string | null;
  /** Questions that come together share a statement. @returns why there is nobody, or null for no such session */
  check(key: string): Promise<SocketSession | Problem | null>;
}
