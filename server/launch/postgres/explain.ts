import { LaunchFault } from '../fault.ts';

interface Meaning {
  readonly sign: RegExp;
  readonly says: (found: RegExpMatchArray, folder: string) => string;
}

const meanings: readonly Meaning[] = [
  {
    sign: /No space left on device|Disk quota exceeded|disk full/i,
    says: (_, folder) =>
      `The disk that holds ${folder} is full: make room or move the data with MINJIANG_DATA_DIR.`,
  },
  {
    sign: /Read-only file system/,
    says: (_, folder) => `The disk that holds ${folder} is read-only: move the data with MINJIANG_DATA_DIR.`,
  },
  {
    sign: /initialized by PostgreSQL version (\d+)/,
    says: (found, folder) =>
      `The data in ${folder} was made by PostgreSQL ${found[1]}, which this version cannot read: move the folder away or start the version that made it.`,
  },
  {
    sign: /error while loading shared libraries: ([^:\s]+)/,
    says: (found) =>
      `PostgreSQL misses the system library ${found[1]}: install it with the system's package tool.`,
  },
  {
    sign: /execution of PostgreSQL by a user with administrative permissions|cannot be run as root/i,
    says: () => 'PostgreSQL refuses to run as administrator: start the platform as an ordinary user.',
  },
  {
    sign: /could not (?:create|map|resize) .*shared memory/i,
    says: () =>
      'The system gives PostgreSQL too little shared memory: raise it (in a container, --shm-size).',
  },
  {
    sign: /Permission denied|Operation not permitted|has wrong ownership|has invalid permissions/i,
    says: (_, folder) =>
      `PostgreSQL may not use ${folder}: check who owns it, or move the data with MINJIANG_DATA_DIR.`,
  },
];

/** Another program has the port: the one failure worth a second try elsewhere. */
export function isPortTaken(output: string): boolean {
  return /could not bind|Address already in use|could not create any TCP\/IP sockets/i.test(output);
}

/** Turns what PostgreSQL wrote before it gave up into one sentence. */
export function explainPostgres(output: string, folder: string, logFile?: string): LaunchFault {
  for (const { sign, says } of meanings) {
    const found = sign.exec(output);
    if (found) return new LaunchFault(says(found, folder));
  }
  const last = output
    .split('\n')
    .findLast((line) => /FATAL|PANIC|error:|ERROR/.test(line))
    ?.replace(/^.*?(?:FATAL|PANIC|ERROR|error):\s*/, '');
  const log = logFile === undefined ? '' : `; its log is ${logFile}`;
  return new LaunchFault(`PostgreSQL could not start (${last ?? 'it gave no reason'})${log}.`);
}
