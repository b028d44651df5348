import { pathTo, type Contract, type ProblemDocument } from '@minjiang/shared/kernel';
import type { Answer, Http } from '../http.ts';
import type { Example } from './examples.ts';
import { isRaw } from './schema.ts';

/** Sends a request as an example has it, whatever its contract says of it. */
export function sendExample(http: Http, contract: Contract, { params, query, body }: Example) {
  const filled = { ...Object.fromEntries(placesOf(contract).map((place) => [place, ''])), ...params };
  const path = pathTo(contract.path, filled as Record<string, string>);
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  const bodyless = isRaw(contract) || (typeof body === 'object' && Object.keys(body).length === 0);
  return http.send(contract.method, search === '' ? path : `${path}?${search}`, bodyless ? {} : { body });
}

const placesOf = ({ path }: Contract) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

/** One line of what was answered, for lists of faults. */
export const told = ({ status, problem }: Answer<unknown>): string =>
  `${status} ${problem?.code ?? ''} ${(problem?.errors ?? []).map(faultLine).join(' ')}`.trim();

const faultLine = (fault: NonNullable<ProblemDocument['errors']>[number]) => `${fault.in}:${fault.path}`;
