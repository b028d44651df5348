import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import {
  pathTo,
  type AnswerOf,
  type BodyInputOf,
  type Contract,
  type ProblemDocument,
  type QueryInputOf,
} from '@minjiang/shared/kernel';

export interface Given<C extends Contract> {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: QueryInputOf<C>;
  readonly body?: BodyInputOf<C>;
}

export interface Sent {
  /** Sent as JSON, bytes as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer<Body> {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  /** The problem document, when that is what was answered. */
  readonly problem: ProblemDocument | null;
  /** The parsed answer. Reading it after a problem throws and names the code. */
  readonly body: Body;
}

/** A program that speaks HTTP to one server: it keeps its cookie and names its origin, as a browser does. */
export interface Http {
  readonly origin: string;
  cookie(): string | undefined;
  /** The same visitor at another process of the platform. */
  at(origin: string): Http;
  call<C extends Contract>(contract: C, given?: Given<C>): Promise<Answer<AnswerOf<C>>>;
  /** Any request, for what a contract's types forbid; the path is sent as it stands. */
  send(method: string, path: string, sent?: Sent): Promise<Answer<unknown>>;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

export function visit(origin: string, jar: { cookie?: string } = {}): Http {
  const send: Http['send'] = async (method, path, { body, headers } = {}) => {
    const bytes = bytesOf(body);
    const answer = await exchange(new URL(origin), method, path, bytes, {
      origin,
      ...(body !== undefined && !(body instanceof Uint8Array) ? { 'content-type': 'application/json' } : {}),
      ...(bytes ? { 'content-length': String(bytes.length) } : {}),
      ...(jar.cookie ? { cookie: jar.cookie } : {}),
      ...headers,
    });
    const set = answer.headers['set-cookie']?.[0];
    if (set) jar.cookie = set.split(';')[0]!;
    return answer;
  };
  return {
    origin,
    cookie: () => jar.cookie,
    at: (other) => visit(other, jar),
    send,
    async call<C extends Contract>(contract: C, { params, query, body }: Given<C> = {}) {
      const path = pathTo(contract.path, params ?? {}) + searchOf(query);
      return (await send(contract.method, path, { body })) as Answer<AnswerOf<C>>;
    },
  };
}

const bytesOf = (body: unknown) =>
  body === undefined ? null : body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body));

function searchOf(query: unknown): string {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined);
  return given.length === 0
    ? ''
    : `?${new URLSearchParams(given.map(([k, v]) => [k, String(v)])).toString()}`;
}

function exchange(
  to: URL,
  method: string,
  path: string,
  body: Uint8Array | null,
  headers: Readonly<Record<string, string>>,
): Promise<Answer<unknown>> {
  return new Promise((resolve, reject) => {
    const { hostname: host, port } = to;
    const sent = request({ host, port, method, path, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => resolve(read(response.statusCode ?? 0, response.headers, chunks)));
    });
    // A server that refuses a large body answers before it has all of it; then the answer counts.
    let answered = false;
    sent.once('response', () => (answered = true));
    sent.on('error', (error) => {
      if (!answered) reject(error);
    });
    sent.setTimeout(60_000, () => sent.destroy(new Error(`no answer to ${method} ${path} within a minute`)));
    sent.end(body ?? undefined);
  });
}

function read(status: number, headers: IncomingHttpHeaders, chunks: Buffer[]): Answer<unknown> {
  const bytes = Buffer.concat(chunks);
  const type = headers['content-type'] ?? '';
  const json: unknown = type.includes('json') && bytes.length > 0 ? JSON.parse(bytes.toString()) : undefined;
  const problem = type.startsWith('application/problem+json') ? (json as ProblemDocument) : null;
  return {
    status,
    headers,
    bytes,
    problem,
    get body() {
      if (!problem && status < 400) return json;
      const { code, errors } = problem ?? { code: 'no problem document', errors: [] };
      throw new Error(`answered ${status} ${code}: ${JSON.stringify(errors ?? [])}`);
    },
  };
}
