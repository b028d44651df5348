import type { IncomingHttpHeaders } from 'node:http';
import type { DeviceClaim } from '@minjiang/shared/identity';

/** What Safe Exam Browser adds to its requests: 64 hexadecimal digits over the address and its settings, or its own build. */
const examBrowserHeaders = ['x-safeexambrowser-configkeyhash', 'x-safeexambrowser-requesthash'];
const hash = /^[0-9a-f]{64}$/i;

/**
 * What an opening says of its machine: what an enrolled one signed for, and that the browser calls itself Safe Exam
 * Browser. Neither earns anything nor takes it away; the second is the browser's own word.
 */
export function sensedOf(claim: DeviceClaim | undefined, headers: IncomingHttpHeaders): string[] {
  const examBrowser = examBrowserHeaders.some((name) => {
    const value = headers[name];
    return typeof value === 'string' && hash.test(value);
  });
  return [...new Set([...(claim?.sensed ?? []), ...(examBrowser ? ['safe-exam-browser'] : [])])];
}
