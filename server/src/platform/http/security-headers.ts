import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

/** What a page may load and who may frame it: the same for every answer, hence worked out once. */
export function securityHeaders(mediaOrigin: string | null): RequestHandler {
  const elsewhere = mediaOrigin?.startsWith('http') ? [new URL(mediaOrigin).origin] : [];
  const headers = headersOf(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          'default-src': ["'self'"],
          'script-src': ["'self'"],
          // Angular and Material set element styles at run time.
          'style-src': ["'self'", "'unsafe-inline'"],
          'img-src': ["'self'", 'data:', 'blob:'],
          'media-src': ["'self'", 'blob:', ...elsewhere],
          'worker-src': ["'self'", 'blob:'],
          'connect-src': ["'self'", ...elsewhere],
          'object-src': ["'none'"],
          'base-uri': ["'self'"],
          'frame-ancestors': ["'none'"],
          'form-action': ["'self'"],
        },
      },
      hsts: false,
    }),
  );
  return (_request, response, next) => {
    response.setHeaders(headers);
    next();
  };
}

function headersOf(middleware: ReturnType<typeof helmet>): Map<string, string> {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  middleware(response.req, response, (fault) => {
    if (fault) throw fault as Error;
  });
  return new Map(response.getHeaderNames().map((name) => [name, String(response.getHeader(name))]));
}
