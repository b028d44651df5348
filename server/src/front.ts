import { allProblems, allRoutes } from '@minjiang/shared/api';
import type { Config } from './config.ts';
import type { Database, Log, Metrics } from './platform/index.ts';
import type { Limits } from './platform/limits/limits.ts';
import { docsPageOf } from './platform/http/docs-page.ts';
import { openApiOf } from './platform/http/openapi.ts';
import { probesOnly } from './platform/http/probes.ts';
import { makeHttp, type HttpOptions } from './platform/http/server.ts';
import { siteRoutesOf } from './site.ts';

type Ports = HttpOptions['ports'];

export interface Front {
  readonly config: Config;
  readonly db: Pick<Database, 'sql'>;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly limits: Pick<Limits, 'admission' | 'rates'>;
  readonly authenticate: Ports['authenticate'];
  /** Every module that answers requests; some say whose the subject of an address is. */
  readonly modules: readonly {
    readonly routes: HttpOptions['routes'];
    readonly subjects?: Ports['subjects'];
  }[];
}

/** Answers requests: of everybody in a role that serves, else the probes alone. */
export function frontOf({ config, db, log, metrics, limits, authenticate, modules }: Front) {
  const ready = () =>
    db.sql('SELECT 1').then(
      () => true,
      () => false,
    );
  if (config.role !== 'all' && config.role !== 'api') return probesOnly({ metrics, ready });
  const openApi = openApiOf(allRoutes, allProblems);
  const { publicOrigin, mediaOrigin, trustedProxies, webDir } = config;
  return makeHttp({
    ...{ publicOrigin, mediaOrigin, trustedProxies, webDir, metrics, ready, log },
    routes: [...siteRoutesOf(config), ...modules.flatMap(({ routes }) => routes)],
    ports: {
      admission: limits.admission,
      rates: limits.rates,
      authenticate,
      subjects: Object.assign({}, ...modules.map(({ subjects }) => subjects)) as Ports['subjects'],
    },
    openApi: () => openApi,
    docsPage: docsPageOf(allRoutes, allProblems),
  });
}
