import { generateKeyPairSync, sign } from 'node:crypto';
import { deviceCode } from '@minjiang/shared/identity';
import { isOwnOrigin, isSignedBy, judgeStart, makeDeviceCode } from './device-rules.ts';

describe('rules of devices', () => {
  it('make codes of at least 60 bits that their own contract reads, grouped or not', () => {
    const codes = new Set(Array.from({ length: 200 }, makeDeviceCode));
    expect(codes.size).toBe(200);
    for (const code of codes) {
      expect(code.length * 5).toBeGreaterThanOrEqual(60);
      const grouped = `${code.slice(0, 4)}-${code.slice(4, 8)} ${code.slice(8).toLowerCase()}`;
      expect(deviceCode.parse(grouped)).toBe(code);
    }
  });

  it('tell a copied key store by a count that goes back or comes twice', () => {
    const last = { count: 7, id: 'a' };
    expect(judgeStart({ count: 0, id: null }, { count: 1, id: 'a' })).toBe('later');
    expect(judgeStart(last, { count: 7, id: 'a' })).toBe('same');
    expect(judgeStart(last, { count: 9, id: 'b' })).toBe('later');
    expect(judgeStart(last, { count: 7, id: 'b' })).toBe('start-twice');
    expect(judgeStart(last, { count: 6, id: 'b' })).toBe('start-back');
  });

  it('know the own origin, and nothing that only begins like it', () => {
    const host = 'study.example.org';
    expect(isOwnOrigin(`https://${host}`, null, host)).toBeTrue();
    for (const other of [`https://${host}/学`, `https://${host}/`, 'https://other.example.org', '学', 'null'])
      expect(isOwnOrigin(other, null, host))
        .withContext(other)
        .toBeFalse();
    expect(isOwnOrigin(`https://${host}`, 'https://public.example.org', host)).toBeFalse();
    expect(isOwnOrigin('https://public.example.org', 'https://public.example.org', host)).toBeTrue();
  });

  it('believe the key alone, and a key that is none nothing', () => {
    const keys = generateKeyPairSync('ed25519');
    const bytes = Buffer.from('what is signed');
    const x = keys.publicKey.export({ format: 'jwk' }).x!;
    const signature = sign(null, bytes, keys.privateKey).toString('base64url');
    expect(isSignedBy(x, bytes, signature)).toBeTrue();
    expect(isSignedBy(x, Buffer.from('another'), signature)).toBeFalse();
    expect(isSignedBy('A'.repeat(43), bytes, signature)).toBeFalse();
    expect(isSignedBy('?', bytes, signature)).toBeFalse();
  });
});
