import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express, type Request, type Response } from 'express';

const hashed = /-[\w-]{8}\.(?:js|css|woff2?)(?:\.br|\.gz)?$/;
const compressed = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** Files with a hash in their name never change; every other address of the portal is its one page. */
export function servePortal(app: Express, webDir: string): void {
  if (!existsSync(join(webDir, 'index.html'))) return;
  app.use((request, response, next) => {
    const [, extension] = /^\/[\w/.-]+(\.(?:js|css|svg|json|txt))$/.exec(request.path) ?? [];
    if (extension === undefined || request.path.includes('..')) return next();
    const ending = endingFor(request, response, join(webDir, request.path));
    // The search of an address means nothing to a file.
    if (ending !== '') request.url = request.path + ending;
    response.type(extension);
    next();
  });
  app.use(
    express.static(webDir, {
      index: false,
      setHeaders(response, path) {
        response.setHeader(
          'Cache-Control',
          hashed.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    }),
  );
  app.use((request, response, next) => {
    if (request.method !== 'GET' || /\.\w+$/.test(request.path)) return next();
    response.setHeader('Cache-Control', 'no-cache');
    const page = join(webDir, 'index.html');
    response.type('html').sendFile(page + endingFor(request, response, page));
  });
}

/** The build lays compressed copies beside its files; names the one that the caller takes, and says so in the answer. */
function endingFor(request: Request, response: Response, file: string): string {
  const there = compressed.filter(([, ending]) => existsSync(file + ending));
  if (there.length === 0) return '';
  response.vary('Accept-Encoding');
  const taken = there.find(([coding]) => request.acceptsEncodings(coding) === coding);
  if (taken) response.setHeader('Content-Encoding', taken[0]);
  return taken?.[1] ?? '';
}
