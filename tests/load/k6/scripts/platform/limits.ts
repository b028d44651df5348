import type { ConstantVUsScenario, Options, PerVUIterationsScenario } from 'k6/options';
import { settings } from './settings.ts';

/** What every script demands: no request fails, nothing is answered wrongly, and no visit breaks off. */
export const noFaults: NonNullable<Options['thresholds']> = {
  http_req_failed: ['rate==0'],
  checks: ['rate==1'],
  visits_broken: ['count==0'],
};

/** …and answers come soon. Sign-in is apart: a password costs what it must cost. */
export const soon: NonNullable<Options['thresholds']> = {
  ...noFaults,
  'http_req_duration{apart:no}': ['p(95)<500'],
};

/** So many people come again and again until the time is over. */
export const people = (exec: string, vus = settings.users): ConstantVUsScenario => ({
  executor: 'constant-vus',
  exec,
  vus,
  duration: `${settings.seconds}s`,
  gracefulStop: '60s',
  tags: { apart: 'no' },
});

/** Each of them comes once, all at the same moment. */
export const once = (exec: string): PerVUIterationsScenario => ({
  executor: 'per-vu-iterations',
  exec,
  vus: settings.users,
  iterations: 1,
  maxDuration: '10m',
  tags: { apart: 'yes' },
});
