import type { ErrorRequestHandler } from 'express';
import { isStoreAway } from '../db/away.ts';
import type { Log } from '../log.ts';
import { asBusy } from './busy.ts';
import { Problem } from './problem.ts';

/** Turns whatever was thrown into a problem document; unknown faults are logged once and keep their secrets. */
export function faultHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const reference = String(response.locals['reference'] ?? '');
    const problem = asProblem(error);
    if (problem.status >= 500 && problem.code === 'fault') {
      log.error({ err: error, reference, route: request.route ? request.method : undefined }, 'fault');
    }
    if (isStoreAway(error)) log.warn({ err: error, reference }, 'the database or the storage is away');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const { retryAfterSeconds } = problem.details;
    if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', retryAfterSeconds);
    response
      .status(problem.status)
      .type('application/problem+json')
      .send(JSON.stringify(problem.toDocument(reference)));
  };
}

/** What a caller is told of whatever was thrown. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = (error as { status?: unknown } | null)?.status;
  const type = (error as { type?: unknown } | null)?.type;
  if (type === 'entity.too.large' || status === 413) return new Problem('too-large');
  if (status === 415) return new Problem('unsupported-media');
  // The body or path parser of Express refuses with 4xx: unreadable JSON, a bad escape, a cut-off body.
  if (typeof status === 'number' && status >= 400 && status < 500) {
    const fault = {
      in: 'body' as const,
      path: '',
      code: 'unreadable',
      message: 'The request cannot be read',
    };
    return new Problem('invalid', { errors: [fault] });
  }
  return asBusy(error) ?? new Problem('fault');
}
