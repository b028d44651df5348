import express, { type Express, type Request } from 'express';
import { newId } from '@minjiang/shared/kernel';
import type { Log } from '../log.ts';
import type { Metrics } from '../ops/metrics.ts';
import { noteAccess } from './access-log.ts';
import { bindRoutes, type BindingPorts } from './bind.ts';
import { compressAnswers } from './compress-answers.ts';
import type { BoundRoute } from './context.ts';
import { faultHandler } from './faults.ts';
import { originCheck } from './origin-check.ts';
import { probesOf } from './probes.ts';
import { servePortal } from './portal.ts';
import { Problem } from './problem.ts';
import { securityHeaders } from './security-headers.ts';

export interface HttpOptions {
  readonly routes: readonly BoundRoute[];
  readonly ports: Omit<BindingPorts, 'trustedOrigin'>;
  readonly publicOrigin: string | null;
  /** Where pages fetch segments from besides here; an absolute address must be named in the policy of a page. */
  readonly mediaOrigin?: string | null;
  readonly trustedProxies: readonly string[];
  readonly webDir: string;
  readonly openApi: () => object;
  readonly docsPage: string;
  readonly ready: () => Promise<boolean>;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** The Express application: headers, health, contracts, portal, and one place for faults. */
export function makeHttp(options: HttpOptions): Express {
  const app = express();
  const answerProbe = probesOf(options);
  app.disable('x-powered-by');
  app.set('trust proxy', options.trustedProxies.length > 0 ? [...options.trustedProxies] : false);
  app.set('query parser', 'simple');
  app.use((request, response, next) => {
    const reference = newId();
    response.locals['reference'] = reference;
    response.setHeader('X-Request-Id', reference);
    options.metrics.observe(request, response);
    noteAccess(options.log, request, response);
    next();
  });
  app.use(securityHeaders(options.mediaOrigin ?? null));
  app.use(compressAnswers());
  app.use((request, response, next) => {
    if (!answerProbe(request, response)) next();
  });
  app.get('/api/openapi.json', (_request, response) => void response.json(options.openApi()));
  app.get('/api/docs', (_request, response) => void response.type('html').send(options.docsPage));
  app.use((_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  const router = express.Router();
  bindRoutes(router, options.routes, {
    ...options.ports,
    trustedOrigin: requestOrigin(options.publicOrigin),
  });
  app.use(router);
  app.use(['/api', '/media', '/socket.io', '/metrics'], () => {
    throw new Problem('not-found');
  });
  servePortal(app, options.webDir);
  app.use(() => {
    throw new Problem('not-found');
  });
  app.use(faultHandler(options.log));
  return app;
}

function requestOrigin(publicOrigin: string | null) {
  const isOurs = originCheck(publicOrigin);
  return ({ headers }: Request): boolean =>
    headers['sec-fetch-site'] !== 'cross-site' && isOurs(headers.origin, headers.host);
}
