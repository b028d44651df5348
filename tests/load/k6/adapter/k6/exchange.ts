import { request, type Agent, type IncomingHttpHeaders } from 'node:http';

export interface Exchanged {
  /** 0 when there was no answer. */
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly error: string;
}

/** As long as k6 waits. */
const timeoutMs = 60_000;

/** Sends a request; once more where an idle connection was closed under it before anything was answered, as Go does. */
export async function exchange(
  agent: Agent,
  method: string,
  url: string,
  body: string | null,
  headers: Readonly<Record<string, string>>,
): Promise<Exchanged> {
  const first = await send(agent, method, url, body, headers);
  return first.closedIdle ? send(agent, method, url, body, headers) : first;
}

function send(
  agent: Agent,
  method: string,
  url: string,
  body: string | null,
  headers: Readonly<Record<string, string>>,
): Promise<Exchanged & { readonly closedIdle: boolean }> {
  return new Promise((resolve) => {
    const length = body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const sent = request(url, { agent, method, headers: { ...headers, ...length } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', fail);
      response.once('end', () => {
        const { statusCode: status = 0, headers: answered } = response;
        resolve({ status, headers: answered, bytes: Buffer.concat(chunks), error: '', closedIdle: false });
      });
    });
    function fail(error: Error & { code?: string }) {
      const closedIdle = sent.reusedSocket && error.code === 'ECONNRESET';
      resolve({ status: 0, headers: {}, bytes: Buffer.alloc(0), error: error.message, closedIdle });
    }
    sent.once('error', fail);
    sent.setTimeout(timeoutMs, () => sent.destroy(new Error('request timeout')));
    sent.end(body ?? undefined);
  });
}
