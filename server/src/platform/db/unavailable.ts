const names = /^SequelizeConnection|^SequelizeHostNotReachable/;
const nodeCodes = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'];
/** PostgreSQL's classes: connection, insufficient resources (memory, disk, connections), operator intervention. */
const states = /^(08|53|57)/;
const messages =
  /timeout exceeded when trying to connect|connection terminated|connection error and is not queryable/i;

/** Whether the database had no room, no time or no life for this: the same may well succeed a little later. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { name, message, code, parent, cause } = error as Error & { code?: unknown; parent?: unknown };
  if (names.test(name) || messages.test(message)) return true;
  if (typeof code === 'string' && (nodeCodes.includes(code) || states.test(code))) return true;
  return isUnavailable(parent) || isUnavailable(cause);
}
