import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keptSecret } from '../../platform/index.ts';
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
 * it.
 */
export function loadHeadKey(dataDir: string): HeadKey {
  const privateKey = createPrivateKey(
    keptSecret(dataDir, 'head-signing.key', () =>
      generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    ),
  );
  const publicKey = createPublicKey(privateKey);
  writeFileSync(join(dataDir, 'secrets/head-signing.pub'), publicKey.export({ format: 'pem', type: 'spki' }));
  return { publicKey, keyId: keyIdOf(publicKey), sign: (bytes) => sign(null, bytes, privateKey) };
}
