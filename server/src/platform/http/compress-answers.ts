import compression from 'compression';
import type { RequestHandler } from 'express';

/**
 * Long JSON that is read. What a command answers, what sets a cookie, and whatever is no JSON stays as it is: films are
 * compressed already, and a secret beside text of the caller's choice would tell its length.
 */
export function compressAnswers(): RequestHandler {
  return compression({
    threshold: 2048,
    filter: (request, response) =>
      request.method === 'GET' &&
      /^application\/json/.test(String(response.getHeader('Content-Type') ?? '')) &&
      !response.hasHeader('Set-Cookie'),
  });
}
