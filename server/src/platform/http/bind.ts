import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { Contract, FieldFault } from '@minjiang/shared/kernel';
import type * as z from 'zod';
import type { Actor, Authenticator, BoundRoute, Call, SubjectResolver } from './context.ts';
import { Problem } from './problem.ts';
import type { Admission } from '../limits/admission.ts';
import type { RateLimits } from '../limits/rate-limits.ts';

export interface BindingPorts {
  readonly authenticate: Authenticator;
  readonly subjects: Readonly<Record<string, SubjectResolver>>;
  readonly trustedOrigin: (request: Request) => boolean;
  readonly admission: Admission;
  readonly rates: RateLimits;
}

/** Adds every route to the router: who, may he, is the request sound, is it his, then the handler. */
export function bindRoutes(router: Router, routes: readonly BoundRoute[], ports: BindingPorts): void {
  const seen = new Set<string>();
  for (const { contract, handle } of routes) {
    if (seen.has(contract.id)) throw new Error(`route ${contract.id} is bound twice`);
    seen.add(contract.id);
    const path = contract.path.replace(/\{(\w+)\}/g, ':$1');
    const method = contract.method.toLowerCase() as Lowercase<Contract['method']>;
    const run = (request: Request, response: Response) => serve(contract, handle, ports, request, response);
    const admit = placeIn(ports.admission, contract);
    const steps = isRaw(contract) ? [admit, run] : [admit, jsonBody(contract), run];
    router[method](path, ...steps);
    // tus asks how far an upload is with HEAD on the address it sends to.
    if (contract.id === 'content.sendUpload') router.head(path, admit, run);
  }
}

/** A request has its place until its answer has gone out, before a byte of its body is read. */
function placeIn(admission: Admission, { weight }: Contract) {
  return (_request: Request, response: Response, next: NextFunction) => {
    const stay = () =>
      new Promise<void>((leave) => {
        // Whoever hung up while he waited needs no answer.
        if (response.closed) return leave();
        response.once('close', leave);
        next();
      });
    admission.enter(weight, stay).catch(next);
  };
}

const isRaw = (contract: Contract) => 'mediaType' in contract.answer;

function jsonBody(contract: Contract) {
  const parse = express.json({ limit: contract.maxBodyBytes, strict: true });
  return (request: Request, response: Response, next: NextFunction) => {
    const hasBody =
      request.headers['transfer-encoding'] !== undefined ||
      Number(request.headers['content-length'] ?? 0) > 0;
    if (hasBody && !request.is('application/json')) return next(new Problem('unsupported-media'));
    parse(request, response, next);
  };
}

async function serve(
  contract: Contract,
  handle: BoundRoute['handle'],
  ports: BindingPorts,
  request: Request,
  response: Response,
): Promise<void> {
  if (!['GET', 'HEAD'].includes(request.method) && !ports.trustedOrigin(request))
    throw new Problem('foreign-origin');
  const address = request.ip ?? '';
  const found = await ports.authenticate(request.headers.cookie, !contract.polled);
  await countCall(contract, ports.rates, found, address);
  const actor = permitted(contract, found);
  response.locals['accountId'] = actor?.accountId;
  const parts = parseParts(contract, request);
  await assertSubject(contract, ports.subjects, actor, parts.params);
  const reference = String(response.locals['reference']);
  const call: Call = {
    ...parts,
    actor: actor as Actor,
    address,
    reference,
    request,
    response,
  };
  const work = () => handle(call);
  const answer = await (contract.guesses ? ports.rates.guessing(address, work) : work());
  if (response.headersSent || isRaw(contract)) return;
  if (contract.status === 204) response.status(204).end();
  // Parsing strips whatever the contract does not promise, so nothing leaks by accident.
  else response.status(contract.status).json((contract.answer as z.ZodType).parse(answer));
}

type Found = Awaited<ReturnType<Authenticator>>;

/** By account, whatever address he shares; by address only who is nobody. Media is bounded by its size. */
async function countCall({ weight }: Contract, rates: RateLimits, found: Found, address: string) {
  if (weight === 'media') return;
  if (found && !(found instanceof Problem)) await rates.ofAccount(found.accountId);
  else await rates.ofAddress(address);
}

function permitted(contract: Contract, found: Found): Actor | null {
  if (contract.permission === 'public') return found instanceof Problem ? null : found;
  if (found instanceof Problem) throw found;
  if (!found) throw new Problem('not-signed-in');
  if (contract.permission !== 'signed-in' && !found.permissions.has(contract.permission))
    throw new Problem('forbidden');
  return found;
}

function parseParts(contract: Contract, request: Request) {
  const faults: FieldFault[] = [];
  const read = (part: 'params' | 'query' | 'body', given: unknown): unknown => {
    const parsed = contract[part].safeParse(given);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      const custom = issue.code === 'custom' || issue.code === 'invalid_format' ? issue.message : issue.code;
      const code = /^[a-z-]+$/.test(custom) ? custom : issue.code;
      const keys = issue.code === 'unrecognized_keys' ? issue.keys : [''];
      for (const key of keys) {
        const path = [...issue.path.map(String), key].filter((step) => step !== '').join('.');
        faults.push({ in: part, path, code, message: issue.message });
      }
    }
    return undefined;
  };
  const params = read('params', request.params);
  const query = read('query', request.query);
  const body = isRaw(contract) ? {} : read('body', request.body ?? {});
  if (faults.length > 0) throw new Problem('invalid', { errors: faults.slice(0, 50) });
  return { params, query, body } as Pick<Call, 'params' | 'query' | 'body'>;
}

/** A foreign subject is answered like a missing one: its existence is nobody's business. */
async function assertSubject(
  contract: Contract,
  subjects: BindingPorts['subjects'],
  actor: Actor | null,
  params: unknown,
): Promise<void> {
  const { scope } = contract;
  if (scope.of === 'organisation' && !actor?.organisationId) throw new Problem('forbidden');
  if (scope.of !== 'subject') return;
  const resolve = subjects[scope.kind];
  if (!resolve) throw new Error(`no resolver knows subjects of kind ${scope.kind}`);
  const organisationId = await resolve((params as Record<string, string>)[scope.param]!);
  if (!organisationId || organisationId !== actor?.organisationId) throw new Problem('not-found');
}
