import { createPublicKey, verify } from 'node:crypto';
import { enrolmentBytes, leaseBytes } from '@minjiang/shared/identity';
import { KeyStoreDamaged, takeMachineKey, type SecretStore } from './machine-key.ts';

function memory(text?: string) {
  const disk = { text, writes: 0 };
  const store: SecretStore = {
    read: () => Promise.resolve(disk.text),
    write: (next) => Promise.resolve(void ((disk.text = next), disk.writes++)),
  };
  return { disk, store };
}
const publicKeyOf = (x: string) => createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });

describe('takeMachineKey', () => {
  it('makes a key once and keeps it', async () => {
    const { store } = memory();
    const first = await takeMachineKey(store);
    expect((await takeMachineKey(store)).publicKey).toBe(first.publicKey);
    expect((await takeMachineKey(memory().store)).publicKey).not.toBe(first.publicKey);
  });

  it('counts every start, and has stored the count before it is told', async () => {
    const { disk, store } = memory();
    for (const start of [1, 2, 3]) {
      expect((await takeMachineKey(store)).startCount).toBe(start);
      expect(disk.text).toContain(`"startCount":${start}}`);
    }
  });

  it('gives no key when the count could not be stored', async () => {
    const full = { ...memory().store, write: () => Promise.reject(new Error('disk full')) };
    await expectAsync(takeMachineKey(full)).toBeRejectedWithError('disk full');
  });

  it('never puts another key in the place of one it cannot read', async () => {
    for (const text of ['', '{}', '{"version":1,"privateKey":"AAAA","startCount":1}']) {
      const { disk, store } = memory(text);
      await expectAsync(takeMachineKey(store)).toBeRejectedWithError(KeyStoreDamaged);
      expect(disk.writes).toBe(0);
    }
  });

  it('signs what the platform verifies by the public key', async () => {
    const key = await takeMachineKey(memory().store);
    const enrolment = { origin: 'https://minjiang.example.org', code: 'CODE' };
    const lease = {
      origin: enrolment.origin,
      deviceId: 'device',
      nonce: 'nonce',
      at: 1,
      enrolmentId: 'enrolment',
      lessonId: 'lesson',
      pageId: 'page',
      agreementKey: 'key',
    };
    const holds = (bytes: Uint8Array, signature: string) =>
      verify(null, bytes, publicKeyOf(key.publicKey), Buffer.from(signature, 'base64url'));
    const { publicKey, startCount, startId } = key;
    expect(holds(enrolmentBytes({ ...enrolment, publicKey }), key.signEnrolment(enrolment))).toBeTrue();
    expect(holds(leaseBytes({ ...lease, startCount, startId }), key.signLease(lease))).toBeTrue();
    expect(holds(leaseBytes({ ...lease, startCount: 2, startId }), key.signLease(lease))).toBeFalse();
    expect((await takeMachineKey(memory().store)).startId).not.toBe(startId);
  });
});
