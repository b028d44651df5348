import { verify, createPublicKey, createHmac } from 'node:crypto';
import { enrolmentBytes, leaseBytes, deviceClaim, machineClaim } from '@minjiang/shared/identity';
import { sealedBytes, type Beat } from '@minjiang/shared/learning';
import { deviceProof } from './device-proof.ts';
import { beginAgreement } from './lease-key.ts';
import { takeMachineKey } from './machine-key.ts';

const origin = 'https://minjiang.example.org';
const deviceId = '01890000-0000-7000-8000-000000000009';
const leaseId = '01890000-0000-7000-8000-000000000001';
const opening = {
  nonce: 'A'.repeat(22),
  enrolmentId: '01890000-0000-7000-8000-000000000002',
  lessonId: '01890000-0000-7000-8000-000000000003',
  pageId: 'page',
};
const beat: Beat = {
  leaseId,
  epoch: 1,
  seq: 1,
  fromMs: 0,
  toMs: 15_000,
  rate: 1,
  foreground: true,
  playing: true,
};

describe('the word of a machine', () => {
  let text: string | undefined;
  let seen: string[] = [];
  const store = {
    read: () => Promise.resolve(text),
    write: (next: string) => Promise.resolve(void (text = next)),
  };
  const started = async () =>
    deviceProof({
      key: await takeMachineKey(store),
      origin,
      program: '1.0.0',
      keyStore: 'file',
      wallNow: () => 7.4,
      signals: () => seen,
    });
  const holds = (x: string, bytes: Uint8Array, signature: string) =>
    verify(
      null,
      bytes,
      createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }),
      Buffer.from(signature, 'base64url'),
    );
  beforeEach(() => {
    text = undefined;
    seen = [];
  });

  it('asks to be enrolled, and is known by the same name after every later start', async () => {
    const proof = await started();
    const { code, ...claim } = proof.enrolment({ code: 'CODE' });
    expect(machineClaim.safeParse(claim).success).toBeTrue();
    expect(
      holds(claim.publicKey, enrolmentBytes({ origin, code, publicKey: claim.publicKey }), claim.signature),
    ).toBeTrue();
    expect(proof.machine().deviceId).toBeNull();
    expect(proof.openLease(opening)).toBeNull();
    await proof.enrolled({ deviceId });
    expect(proof.machine().deviceId).toBe(deviceId);
    const later = await started();
    expect(later.machine().deviceId).toBe(deviceId);
    expect(later.openLease(opening)!.startCount).toBe(2);
  });

  it('says with an opening what its sensors see, signed with the rest', async () => {
    const proof = await started();
    await proof.enrolled({ deviceId });
    expect(proof.openLease(opening)).not.toEqual(jasmine.objectContaining({ sensed: jasmine.anything() }));
    seen = ['remote-session'];
    const claim = proof.openLease(opening)!;
    expect(deviceClaim.parse(claim).sensed).toEqual(['remote-session']);
    const { publicKey } = proof.enrolment({ code: 'CODE' });
    expect(holds(publicKey, leaseBytes({ ...claim, ...opening }), claim.signature)).toBeTrue();
    const { sensed: _, ...silent } = claim;
    expect(holds(publicKey, leaseBytes({ ...silent, ...opening }), claim.signature)).toBeFalse();
  });

  it('signs for an opening, comes to the key of the server and seals with its newest nonce', async () => {
    const proof = await started();
    await proof.enrolled({ deviceId });
    const claim = proof.openLease(opening)!;
    expect(deviceClaim.safeParse(claim).success).toBeTrue();
    expect(claim.at).toBe(7);
    const { publicKey } = proof.enrolment({ code: 'CODE' });
    expect(holds(publicKey, leaseBytes({ ...claim, ...opening }), claim.signature)).toBeTrue();

    const server = beginAgreement();
    expect(proof.seal({ beat, by: null })).toBeNull();
    expect(proof.agree({ leaseId, agreementKey: server.publicKey, nonce: 'first' })).toBeTrue();
    expect(proof.agree({ leaseId, agreementKey: server.publicKey, nonce: 'first' })).toBeFalse();
    const key = server.agree(claim.agreementKey, leaseId);
    const mac = (by: { nonce: string; after: number }) =>
      createHmac('sha256', key).update(sealedBytes(beat, by)).digest('base64url');
    expect(proof.seal({ beat, by: null })).toEqual({ after: 0, mac: mac({ nonce: 'first', after: 0 }) });
    const newer = { nonce: 'newer', after: 3 };
    expect(proof.seal({ beat, by: newer })!.mac).toBe(mac(newer));
    expect(proof.seal({ beat, by: { nonce: 'older', after: 2 } })).toEqual({ after: 3, mac: mac(newer) });
    // A page that was loaded again has no nonce any more, and its shell still has.
    expect(proof.seal({ beat, by: null })!.after).toBe(3);
  });

  it('forgets the keys of old leases', async () => {
    const proof = await started();
    await proof.enrolled({ deviceId });
    for (let i = 0; i < 9; i++) {
      proof.openLease(opening);
      proof.agree({
        leaseId: `${leaseId.slice(0, -1)}${i}`,
        agreementKey: beginAgreement().publicKey,
        nonce: 'n',
      });
    }
    const sealed = (i: number) =>
      proof.seal({ beat: { ...beat, leaseId: `${leaseId.slice(0, -1)}${i}` }, by: null });
    expect(sealed(0)).toBeNull();
    expect(sealed(1)).not.toBeNull();
  });
});
