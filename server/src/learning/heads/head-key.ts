import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sm3 } from '../chain/canonical.ts';

/** Signs heads. The key lies in a file beside the database, never in it. */
export interface HeadKey {
  readonly publicKey: KeyObject;
  readonly keyId: string;
  sign(bytes: Buffer): Buffer;
}

/** The first 16 hexadecimal digits of the SM3 of the public key. */
export const keyIdOf = (publicKey: KeyObject): string =>
  sm3(publicKey.export({ format: 'der', type: 'spki' })).toString('hex', 0, 8);

/**
 * The Ed25519 key of `<dataDir>/secrets/head-signing.key`, made there once (mode 0600) with its public half beside
 * it. Two processes starting at once agree because the file is made exclusively.
 */
export function loadHeadKey(dataDir: string): HeadKey {
  const folder = join(dataDir, 'secrets');
  const file = join(folder, 'head-signing.key');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    try {
      writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' });
      chmodSync(file, 0o600);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  const privateKey = createPrivateKey(readFileSync(file));
  const publicKey = createPublicKey(privateKey);
  writeFileSync(join(folder, 'head-signing.pub'), publicKey.export({ format: 'pem', type: 'spki' }));
  return { publicKey, keyId: keyIdOf(publicKey), sign: (bytes) => sign(null, bytes, privateKey) };
}
