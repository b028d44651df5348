import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { makeGate, type Gate } from '../../platform/index.ts';

const derive = promisify(argon2);
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
const prefix = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$`;

/** What belongs to a guess and must happen within its turn, so that the next guess already knows of it. */
export interface Guard {
  /** Before the costly part; what it throws ends the turn. */
  before(): Promise<void>;
  whenWrong(): Promise<void>;
}

export interface Passwords {
  /** `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. @throws Problem busy */
  hash(password: string): Promise<string>;
  /**
   * Takes as long for an account that has no password (`null`) as for one that has.
   * @throws Problem busy
   */
  verify(stored: string | null, password: string, guard?: Guard): Promise<boolean>;
}

/**
 * Argon2id, 19 MiB a hash and about 40 ms of a core: at most two at once in this process, and the short queue
 * empties in about a second.
 */
export function makePasswords(gate: Gate = makeGate(2, 32, 2)): Passwords {
  const nobody = encode(randomBytes(16), randomBytes(cost.tagLength));
  return {
    hash: (password) =>
      gate.enter(async () => {
        const salt = randomBytes(16);
        return encode(salt, await tagOf(password, salt));
      }),
    verify: (stored, password, guard) =>
      gate.enter(async () => {
        await guard?.before();
        const { salt, tag } = decode(stored ?? nobody);
        const right = timingSafeEqual(await tagOf(password, salt), tag) && stored !== null;
        if (!right) await guard?.whenWrong();
        return right;
      }),
  };
}

const tagOf = (password: string, salt: Buffer): Promise<Buffer> =>
  derive('argon2id', { ...cost, message: password.normalize('NFKC'), nonce: salt });

const encode = (salt: Buffer, tag: Buffer) => `${prefix}${bare(salt)}$${bare(tag)}`;

const bare = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

function decode(stored: string): { salt: Buffer; tag: Buffer } {
  const [salt, tag] = stored.startsWith(prefix) ? stored.slice(prefix.length).split('$') : [];
  if (!salt || !tag) throw new Error('a stored password has an unknown form');
  return { salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') };
}
