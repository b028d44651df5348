import WebSocket from 'ws';
import { until } from '../support/waiting.ts';

interface Answer {
  readonly id?: number;
  readonly error?: { readonly message: string };
  readonly result?: unknown;
}

interface Event {
  readonly method: string;
  readonly params: unknown;
}

interface Evaluated {
  readonly result: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text: string; readonly exception?: { description?: string } };
}

/** The page of a window, looked into from outside over the protocol of its developer tools. */
export interface Page {
  send<T>(method: string, params?: object): Promise<T>;
  /** What an expression is worth in the page; promises are waited for. */
  evaluate<T>(expression: string): Promise<T>;
  /** Hears an event of the protocol; what the event is about must be enabled first. */
  on<T>(method: string, listener: (params: T) => void): void;
  leave(): void;
}

interface Target {
  readonly type: string;
  readonly url: string;
  readonly webSocketDebuggerUrl: string;
}

export async function targetsAt(port: number): Promise<Target[]> {
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
  return ((await answer.json()) as Target[]).filter(({ type }) => type === 'page');
}

export async function joinPage(port: number): Promise<Page> {
  const target = await until(
    'the page of the window',
    () =>
      targetsAt(port).then(
        (targets) => targets[0],
        () => undefined,
      ),
    30_000,
    25,
  );
  const socket = new WebSocket(target.webSocketDebuggerUrl, { perMessageDeflate: false });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const waiting = new Map<number, { resolve(value: unknown): void; reject(fault: Error): void }>();
  const listeners = new Map<string, (params: never) => void>();
  let last = 0;
  socket.on('message', (data: Buffer) => {
    const told = JSON.parse(data.toString()) as Answer | Event;
    if ('method' in told) return listeners.get(told.method)?.(told.params as never);
    const { id, error, result } = told;
    const asked = id === undefined ? undefined : waiting.get(id);
    if (id === undefined || !asked) return;
    waiting.delete(id);
    if (error) asked.reject(new Error(error.message));
    else asked.resolve(result);
  });
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the page is gone'));
    waiting.clear();
  });
  const send = <T>(method: string, params: object = {}) =>
    new Promise<T>((resolve, reject) => {
      if (socket.readyState !== WebSocket.OPEN) return reject(new Error('the page is gone'));
      const id = ++last;
      waiting.set(id, { resolve: resolve, reject });
      socket.send(JSON.stringify({ id, method, params }));
    });
  return {
    send,
    async evaluate<T>(expression: string) {
      const given = { expression, returnByValue: true, awaitPromise: true, userGesture: true };
      const { result, exceptionDetails } = await send<Evaluated>('Runtime.evaluate', given);
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value as T;
    },
    on: (method, listener) => void listeners.set(method, listener),
    leave: () => socket.close(),
  };
}
