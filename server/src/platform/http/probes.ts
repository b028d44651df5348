import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { newId } from '@minjiang/shared/kernel';
import type { Metrics } from '../ops/metrics.ts';
import { Problem } from './problem.ts';

export interface ProbeOptions {
  /** Whether the process can do its work now. */
  readonly ready: () => Promise<boolean>;
  readonly metrics: Pick<Metrics, 'contentType' | 'text'>;
}

/** Answers a probe. @returns false for any other request, which is left alone */
export type AnswerProbe = (request: IncomingMessage, response: ServerResponse) => boolean;

/** What every role answers to whoever watches it: `/healthz`, `/readyz`, and `/metrics` to this machine alone. */
export function probesOf({ ready, metrics }: ProbeOptions): AnswerProbe {
  const answers: Readonly<Record<string, (response: ServerResponse) => Promise<void>>> = {
    '/healthz': (response) => send(response, 200, 'application/json', '{"ok":true}'),
    async '/readyz'(response) {
      const ok = await ready();
      await send(response, ok ? 200 : 503, 'application/json', JSON.stringify({ ok }));
    },
    '/metrics': async (response) => send(response, 200, metrics.contentType, await metrics.text()),
  };
  return (request, response) => {
    const [path = ''] = (request.url ?? '').split('?', 1);
    const answer = Object.hasOwn(answers, path) ? answers[path] : undefined;
    if (!answer || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
    if (path === '/metrics' && !isLocal(request)) return false;
    answer(response).catch((error: unknown) => response.destroy(error as Error));
    return true;
  };
}

/** All that a process answers whose work is elsewhere: probes, and that there is nothing else. */
export function probesOnly(options: ProbeOptions): RequestListener {
  const answerProbe = probesOf(options);
  return (request, response) => {
    if (answerProbe(request, response)) return;
    const problem = new Problem('not-found');
    const document = JSON.stringify(problem.toDocument(newId()));
    void send(response, problem.status, 'application/problem+json', document);
  };
}

function send(response: ServerResponse, status: number, type: string, text: string): Promise<void> {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  return new Promise((resolve) => response.end(text, () => resolve()));
}

/** Prometheus and health probes run beside the server; a request that came through a proxy is not local. */
function isLocal({ socket, headers }: IncomingMessage): boolean {
  const address = socket.remoteAddress ?? '';
  return /^(::1|(::ffff:)?127\.)/.test(address) && headers['x-forwarded-for'] === undefined;
}
