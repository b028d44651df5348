import type { Request, Response } from 'express';
import type { Log } from '../log.ts';

/** Beats and segments come by thousands a second and stand in the ledger; they are told at `debug` alone. */
const frequent = /^\/(media\/|api\/v1\/study\/(beats|leases\/:leaseId\/blocks))/;

/**
 * One line a request that a route answered: its template, never the address with its parameters, and ids only.
 * `response.locals` holds `reference` and, once known, `accountId`.
 */
export function noteAccess(log: Log, request: Request, response: Response): void {
  const from = performance.now();
  response.on('finish', () => {
    const route = (request.route as { path?: string } | undefined)?.path;
    if (route === undefined) return;
    const { reference, accountId } = response.locals as { reference?: string; accountId?: string };
    const line = {
      reference,
      accountId,
      method: request.method,
      route,
      status: response.statusCode,
      ms: Math.round(performance.now() - from),
    };
    log[frequent.test(route) ? 'debug' : 'info'](line, 'request');
  });
}
