import { posix, win32 } from 'node:path';
import * as z from 'zod';
import { staffPasswordPattern } from '../leaving/staff-password.ts';
import { shellMode } from '@minjiang/shared/desktop';

const local: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The address of the platform, kept as its origin. Camera and microphone work only where the transport is secure. */
const serverAddress = z.url({ protocol: /^https?$/ }).transform((address, context) => {
  const url = new URL(address);
  const plain =
    url.pathname === '/' &&
    url.search === '' &&
    url.hash === '' &&
    url.username === '' &&
    url.password === '';
  const secure = url.protocol === 'https:' || local.has(url.hostname);
  if (!plain) context.addIssue('only protocol, host and port belong here');
  if (!secure) context.addIssue('must begin with https:// unless it is this machine');
  return url.origin;
});

export const configuration = z
  .strictObject({
    server: serverAddress,
    mode: shellMode,
    locale: z.enum(['zh-CN', 'en']).default('zh-CN'),
    /** How many displays may be on while study counts. */
    maxDisplays: z.int().min(1).max(8).default(1),
    /** Minutes without an act and without a film after which a kiosk goes back to its sign-in screen. */
    idleMinutes: z.int().min(1).max(60).default(5),
    /** The hash of the password with which the staff leave a kiosk; `install.sh --staff-password` makes it. */
    staffPassword: z.string().regex(staffPasswordPattern).optional(),
    /** Keeps the window out of screenshots and recordings; by default in the kiosk. */
    contentProtection: z.boolean().optional(),
  })
  .transform((given) => ({ ...given, contentProtection: given.contentProtection ?? given.mode === 'kiosk' }));
export type Configuration = z.output<typeof configuration>;

/** Says in one go everything that is wrong with the configuration. */
export class ConfigurationFault extends Error {
  override readonly name = 'ConfigurationFault';
}

/**
 * Reads a configuration file's text.
 * @throws ConfigurationFault
 */
export function parseConfiguration(text: string): Configuration {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw new ConfigurationFault('not a JSON file');
  }
  const read = configuration.safeParse(given);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) =>
    [path.join('.'), message].filter(Boolean).join(': '),
  );
  throw new ConfigurationFault(faults.join('\n'));
}

/**
 * Where the configuration may be, the first that exists counts: the machine's own, which only its administrator can
 * write, before the person's, so that nobody can talk a kiosk out of its mode.
 */
export function configurationPaths(
  platform: NodeJS.Platform,
  folders: { programData: string; person: string },
): string[] {
  const file = 'desktop.json';
  if (platform === 'win32')
    return [win32.join(folders.programData, 'Minjiang', file), win32.join(folders.person, file)];
  const machine = platform === 'darwin' ? '/Library/Application Support/Minjiang' : '/etc/minjiang';
  return [posix.join(machine, file), posix.join(folders.person, file)];
}
