import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { enrolmentBytes, helloBytes, leaseBytes, publicKey, signature } from './device-bytes.ts';

const keys = generateKeyPairSync('ed25519');
const raw = keys.publicKey.export({ format: 'jwk' }).x!;
const claim = {
  origin: 'https://minjiang.example.org',
  deviceId: '01890000-0000-7000-8000-000000000001',
  nonce: 'n0nce',
  startCount: 4,
  startId: 'A'.repeat(22),
  at: 1_790_000_000_000,
  enrolmentId: '01890000-0000-7000-8000-000000000002',
  lessonId: '01890000-0000-7000-8000-000000000003',
  pageId: 'page',
  agreementKey: 'A'.repeat(43),
};

describe('what a machine signs', () => {
  it('is verified by its own key, in the forms of the contract', () => {
    const signed = sign(null, leaseBytes(claim), keys.privateKey);
    expect(verify(null, leaseBytes(claim), keys.publicKey, signed)).toBeTrue();
    expect(publicKey.safeParse(raw).success).toBeTrue();
    expect(signature.safeParse(signed.toString('base64url')).success).toBeTrue();
  });

  it('covers every field of an opening', () => {
    const signed = sign(null, leaseBytes(claim), keys.privateKey);
    for (const [field, value] of Object.entries(claim)) {
      const other = { ...claim, [field]: typeof value === 'number' ? value + 1 : `${value}x` };
      expect(verify(null, leaseBytes(other), keys.publicKey, signed))
        .withContext(field)
        .toBeFalse();
    }
  });

  it('covers what the sensors see, also that it is said at all', () => {
    const sensed = ['remote-session', 'virtual-machine'];
    const signed = sign(null, leaseBytes({ ...claim, sensed }), keys.privateKey);
    expect(verify(null, leaseBytes({ ...claim, sensed }), keys.publicKey, signed)).toBeTrue();
    for (const other of [undefined, [], ['virtual-machine'], ['remote-session virtual-machine', 'x']])
      expect(verify(null, leaseBytes({ ...claim, sensed: other }), keys.publicKey, signed))
        .withContext(String(other))
        .toBeFalse();
  });

  it('covers every field of a hello, which opens no lease', () => {
    const { origin, deviceId, nonce, startCount, startId } = claim;
    const hello = { origin, deviceId, nonce, startCount, startId };
    const signed = sign(null, helloBytes(hello), keys.privateKey);
    expect(verify(null, helloBytes(hello), keys.publicKey, signed)).toBeTrue();
    for (const [field, value] of Object.entries(hello)) {
      const other = { ...hello, [field]: typeof value === 'number' ? value + 1 : `${value}x` };
      expect(verify(null, helloBytes(other), keys.publicKey, signed))
        .withContext(field)
        .toBeFalse();
    }
    expect(verify(null, leaseBytes(claim), keys.publicKey, signed)).toBeFalse();
  });

  it('covers every field of an enrolment, and one purpose never passes for the other', () => {
    const enrolment = { origin: claim.origin, code: 'CODE', publicKey: raw };
    const signed = sign(null, enrolmentBytes(enrolment), keys.privateKey);
    expect(verify(null, enrolmentBytes(enrolment), keys.publicKey, signed)).toBeTrue();
    for (const [field, value] of Object.entries(enrolment)) {
      const other = { ...enrolment, [field]: `${value}x` };
      expect(verify(null, enrolmentBytes(other), keys.publicKey, signed))
        .withContext(field)
        .toBeFalse();
    }
    expect(verify(null, leaseBytes(claim), keys.publicKey, signed)).toBeFalse();
  });
});
