import { createServer, request, type IncomingHttpHeaders } from 'node:http';
import { freePort } from '../../server/launch/ports.ts';

interface Kept {
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

/** A plain cache before one address, as a CDN is: it keeps what may be kept by all, and hands on nobody's name. */
export async function cachingProxy(target: () => string) {
  const kept = new Map<string, Kept>();
  let hits = 0;
  const server = createServer((asked, answer) => {
    const path = asked.url ?? '/';
    const found = kept.get(path);
    if (found) {
      hits++;
      answer.writeHead(200, found.headers).end(found.bytes);
      return;
    }
    const onward = request(new URL(path, target()), (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => {
        const bytes = Buffer.concat(chunks);
        const { statusCode = 502, headers } = response;
        if (statusCode === 200 && headers['cache-control']?.startsWith('public'))
          kept.set(path, { headers, bytes });
        answer.writeHead(statusCode, headers).end(bytes);
      });
    });
    onward.once('error', () => answer.writeHead(502).end());
    onward.end();
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${port}`,
    hits: () => hits,
    kept: () => [...kept.keys()],
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
