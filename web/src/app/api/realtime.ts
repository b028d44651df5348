import { Injectable, type OnDestroy, signal } from '@angular/core';
import type { Socket } from 'socket.io-client';
import { Problem, problemOf } from './problem.ts';

type Listener = (payload: unknown) => void;

/** Refusals that say nothing about the session. */
const passing = ['busy', 'fault'];
const againMs = 3_000;

/** The socket to the server: faster than HTTP, never needed. It is opened when somebody is signed in. */
@Injectable({ providedIn: 'root' })
export class Realtime implements OnDestroy {
  private socket: Socket | undefined;
  private wanted = false;
  /** Counts openings and closings: what was opened before the last of them is no longer wanted. */
  private turn = 0;
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly up = signal(false);
  readonly connected = this.up.asReadonly();

  async connect(): Promise<void> {
    if (this.wanted) return;
    this.wanted = true;
    const mine = ++this.turn;
    const { io } = await import('socket.io-client');
    if (mine !== this.turn) return;
    const socket = io({ transports: ['websocket'], reconnectionDelayMax: 15_000 });
    this.socket = socket;
    socket.on('connect', () => this.up.set(true));
    socket.on('disconnect', () => this.up.set(false));
    // The server refuses a socket without a session by its problem code.
    socket.on('connect_error', (fault: Error) => {
      this.hear('connect:refused', fault.message);
      // One that the server itself refuses is not tried again by Socket.IO; it is when the refusal passes.
      if (socket.active || !passing.includes(fault.message)) return;
      setTimeout(() => mine === this.turn && socket.connect(), againMs * (1 + Math.random()));
    });
    socket.onAny((event: string, payload: unknown) => this.hear(event, payload));
  }

  disconnect(): void {
    this.wanted = false;
    this.turn++;
    this.socket?.disconnect();
    this.socket = undefined;
    this.up.set(false);
  }

  /** Listens to an event of the server until the returned function is called. */
  on(event: string, listener: Listener): () => void {
    const heard = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, heard.add(listener));
    return () => void heard.delete(listener);
  }

  /** Sends and waits for the acknowledgement; rejects with a `Problem`, `offline` when none comes in time. */
  async ask(event: string, payload: unknown, timeoutMs: number): Promise<unknown> {
    const silent = new Problem({ code: 'offline', status: 0 });
    if (!this.socket?.connected) throw silent;
    const answer: unknown = await this.socket
      .timeout(timeoutMs)
      .emitWithAck(event, payload)
      .catch(() => Promise.reject(silent));
    const problem = (answer as { problem?: { status?: unknown } } | null)?.problem;
    if (problem) throw problemOf(Number(problem.status ?? 500), problem);
    return answer;
  }

  ngOnDestroy(): void {
    this.disconnect();
  }

  private hear(event: string, payload: unknown): void {
    for (const listener of this.listeners.get(event) ?? []) listener(payload);
  }
}
