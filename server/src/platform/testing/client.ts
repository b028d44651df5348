import { createServer } from 'node:http';
import { randomInt } from 'node:crypto';
import type { Express } from 'express';
import {
  pathTo,
  type AnswerOf,
  type BodyInputOf,
  type Contract,
  type ProblemDocument,
  type QueryInputOf,
} from '@minjiang/shared/kernel';
import type { BindingPorts } from '../http/bind.ts';
import { makeHttp, type HttpOptions } from '../http/server.ts';
import type { Authenticator, BoundRoute, SubjectResolver } from '../http/context.ts';
import { makeAdmission } from '../limits/admission.ts';
import { rateLimits } from '../limits/rate-limits.ts';
import { makeLog } from '../log.ts';
import { makeMetrics } from '../ops/metrics.ts';

export interface TestAppOptions
  extends Partial<Omit<HttpOptions, 'routes' | 'ports'>>, Partial<Pick<BindingPorts, 'admission' | 'rates'>> {
  readonly routes: readonly BoundRoute[];
  readonly authenticate: Authenticator;
  readonly subjects?: Readonly<Record<string, SubjectResolver>>;
}

export interface Given<C extends Contract> {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: QueryInputOf<C>;
  readonly body?: BodyInputOf<C>;
  /** `name=value`, as a `Cookie` header carries it. */
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestAnswer<Body> {
  readonly status: number;
  /** The parsed answer. Reading it after a problem throws, so that a spec names the code it met. */
  readonly body: Body;
  /** The problem document, when that is what was answered. */
  readonly problem: ProblemDocument | null;
  readonly bytes: Buffer;
  readonly headers: Headers;
  /** The cookie set by this answer, else the one sent: hand it on to the next call. */
  readonly cookie: string | undefined;
}

export interface TestApp {
  readonly origin: string;
  /** A request as a contract describes it. */
  call<C extends Contract>(contract: C, given?: Given<C>): Promise<TestAnswer<AnswerOf<C>>>;
  /** Any request, for faults that a contract's types forbid; `body` is sent as JSON unless it is bytes. */
  send(
    method: string,
    path: string,
    given?: { body?: unknown; cookie?: string; headers?: Readonly<Record<string, string>> },
  ): Promise<TestAnswer<unknown>>;
  close(): Promise<void>;
}

/** Serves routes through the real HTTP binding on a free port, and calls them. */
export async function testApp(options: TestAppOptions): Promise<TestApp> {
  const {
    routes,
    authenticate,
    subjects = {},
    admission = makeAdmission({ delayMs: () => 0 }),
    ...others
  } = options;
  const { rates = rateLimits({ keyOf: (address) => address }), ...rest } = others;
  const app = makeHttp({
    publicOrigin: null,
    trustedProxies: [],
    webDir: '/nonexistent',
    openApi: () => ({}),
    docsPage: '',
    ready: () => Promise.resolve(true),
    metrics: makeMetrics(),
    log: makeLog(process.env['MINJIANG_TEST_LOG'] ?? 'silent', 'spec'),
    ...rest,
    routes,
    ports: { authenticate, subjects, admission, rates },
  });
  const { port, close } = await listen(app);
  const origin = `http://127.0.0.1:${port}`;
  const send: TestApp['send'] = async (method, path, given = {}) => {
    const isBytes = given.body instanceof Uint8Array;
    const response = await fetch(origin + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(given.body !== undefined && !isBytes ? { 'content-type': 'application/json' } : {}),
        ...(given.cookie ? { cookie: given.cookie } : {}),
        ...given.headers,
      },
      ...(given.body === undefined
        ? {}
        : { body: isBytes ? new Uint8Array(given.body as Uint8Array) : JSON.stringify(given.body) }),
    });
    return read(response, given.cookie);
  };
  return {
    origin,
    send,
    async call<C extends Contract>(contract: C, given: Given<C> = {}) {
      const path = pathTo(contract.path, given.params ?? {}) + searchOf(given.query);
      const bodyless = contract.method === 'GET' || given.body === undefined;
      return (await send(contract.method, path, {
        ...(bodyless ? {} : { body: given.body }),
        ...(given.cookie ? { cookie: given.cookie } : {}),
        ...(given.headers ? { headers: given.headers } : {}),
      })) as TestAnswer<AnswerOf<C>>;
    },
    close,
  };
}

/** A port below the kernel's ephemeral range, so that no outgoing connection can hold it. */
async function listen(app: Express): Promise<{ port: number; close: () => Promise<void> }> {
  for (let tries = 0; ; tries++) {
    const port = randomInt(20_000, 32_000);
    const server = createServer(app);
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', resolve);
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE' && tries < 20) continue;
      throw error;
    }
    const close = () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    return { port, close };
  }
}

function searchOf(query: unknown): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) search.set(name, String(value));
  }
  return search.size > 0 ? `?${search.toString()}` : '';
}

async function read(response: Response, sent: string | undefined): Promise<TestAnswer<unknown>> {
  const bytes = Buffer.from(await response.arrayBuffer());
  const type = response.headers.get('content-type') ?? '';
  const json: unknown = type.includes('json') && bytes.length > 0 ? JSON.parse(bytes.toString()) : undefined;
  const problem =
    json !== undefined && type.startsWith('application/problem+json') ? (json as ProblemDocument) : null;
  const [set] = response.headers.getSetCookie();
  return {
    status: response.status,
    problem,
    bytes,
    headers: response.headers,
    cookie: set?.split(';')[0] ?? sent,
    get body() {
      if (problem)
        throw new Error(
          `answered ${problem.status} ${problem.code}: ${JSON.stringify(problem.errors ?? [])}`,
        );
      return json;
    },
  };
}
