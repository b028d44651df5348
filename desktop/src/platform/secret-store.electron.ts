import { safeStorage } from 'electron';
import type { KeyStore } from '@minjiang/shared/identity';
import type { SecretStore } from '../proof/machine-key.ts';
import { ownFile } from './own-file.ts';

/**
 * The machine's secrets in a file that only its user can read: sealed by the system where it keeps keys, which
 * `basic_text` does not. Which of the two it is stays as it was when the file was made.
 */
export async function electronSecretStore(path: string): Promise<SecretStore & { keyStore: KeyStore }> {
  const file = ownFile(path);
  const before = await file.read();
  const sealed = before === undefined ? await canSeal() : !before.startsWith('{');
  return {
    keyStore: sealed ? 'safe' : 'file',
    async read() {
      const text = await file.read();
      if (text === undefined || !sealed) return text;
      return (await safeStorage.decryptStringAsync(Buffer.from(text, 'base64'))).result;
    },
    write: async (text) =>
      file.write(sealed ? (await safeStorage.encryptStringAsync(text)).toString('base64') : text),
  };
}

async function canSeal(): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}
