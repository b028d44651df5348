/** SQLSTATE by which PostgreSQL says that it cannot now what it can at another time; two characters mean a class. */
const passing = [
  '08', // connection
  '53', // insufficient resources: disk, memory, connections
  '57P', // shutdown, crash, starting up
  '55P03', // a lock was not to be had in time
  '57014', // a statement took too long
  '25006', // read-only: a standby, or a primary that was told so
  '25P03', // a transaction that slept too long was ended
  '40', // deadlock, serialisation
];

/** How Node names a connection that could not be made or broke. */
const network = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'];

/** What the drivers throw without a code. */
const told =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout)/;

/**
 * Whether a failure is the state of the moment of what holds our data, database or storage (gone, starting, full, out of connections, a lock held by
 * another) and the same work may be tried again later; false for every fault of our own.
 */
export function isStoreAway(error: unknown): boolean {
  for (let fault = error; fault instanceof Error; fault = causeOf(fault)) {
    const { code } = fault as { code?: unknown };
    if (typeof code === 'string' && (network.includes(code) || passing.some((sign) => code.startsWith(sign))))
      return true;
    if (fault.name.startsWith('SequelizeConnection') || told.test(fault.message)) return true;
  }
  return false;
}

/** Sequelize wraps what the driver threw. */
const causeOf = (error: Error): unknown => (error as { original?: unknown }).original ?? error.cause;
