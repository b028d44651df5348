import { current, sample } from '../run-state.ts';
import { exchange, type Exchanged } from './exchange.ts';

type Expected = (status: number) => boolean;

export interface Params {
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: Readonly<Record<string, { readonly value: string; readonly replace: boolean }>>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly responseType?: 'text' | 'binary';
  readonly responseCallback?: Expected;
}

export const expectedStatuses =
  (...statuses: number[]): Expected =>
  (status) =>
    statuses.includes(status);

const byDefault: Expected = (status) => status >= 200 && status < 400;

/** As `asyncRequest` of k6: a connection that fails is an answer of status 0 and a failed request. */
export async function asyncRequest(
  method: string,
  url: string,
  body: string | null = null,
  params: Params = {},
) {
  const user = current.getStore();
  if (!user) throw new Error('k6 makes no requests outside of a scenario');
  const cookies = new Map(user.jar);
  for (const [name, { value }] of Object.entries(params.cookies ?? {})) cookies.set(name, value);
  const from = performance.now();
  const answered = await exchange(user.agent, method, url, body, {
    ...params.headers,
    ...(cookies.size > 0
      ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
      : {}),
  });
  const duration = performance.now() - from;
  const { status } = answered;
  const expected = (params.responseCallback ?? byDefault)(status);
  const tags = { method, status: String(status), expected_response: String(expected), ...params.tags };
  sample('http_reqs', 1, tags);
  sample('http_req_failed', expected ? 0 : 1, tags);
  sample('http_req_duration', duration, tags);
  const set = cookiesIn(answered);
  for (const [name, [cookie]] of Object.entries(set)) user.jar.set(name, cookie!.value);
  return responseOf(answered, duration, set, params.responseType ?? 'text');
}

function responseOf(
  { status, headers, bytes, error }: Exchanged,
  duration: number,
  cookies: ReturnType<typeof cookiesIn>,
  type: 'text' | 'binary',
) {
  const text = () => bytes.toString();
  return {
    status,
    error,
    cookies,
    // As Go writes names.
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [goName(name), String(value)]),
    ),
    body: type === 'binary' ? new Uint8Array(bytes).buffer : text(),
    json: () => JSON.parse(text()) as unknown,
    timings: { duration },
  };
}

const goName = (name: string) => name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());

function cookiesIn({ headers }: Exchanged): Record<string, { name: string; value: string }[]> {
  const given = (headers['set-cookie'] ?? []).map((line) => /^([^=]+)=([^;]*)/.exec(line)!);
  return Object.fromEntries(given.map(([, name, value]) => [name!, [{ name: name!, value: value! }]]));
}
