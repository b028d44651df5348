import { createHmac } from 'node:crypto';
import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadMasterKey, makeKeys } from './keys.ts';
import { maskIdNumber, maskName, maskPhone } from './masking.ts';
import { makeSealing } from './sealing.ts';

describe('sealing', () => {
  const sealing = makeSealing(makeKeys(Buffer.alloc(32, 7)));

  it('opens what it sealed, and seals the same text differently each time', () => {
    const sealed = sealing.seal('林秀华');
    expect(sealing.open(sealed)).toBe('林秀华');
    expect(sealing.seal('林秀华').equals(sealed)).toBeFalse();
    expect(sealed.includes(Buffer.from('林秀华'))).toBeFalse();
  });

  it('refuses a value with any byte changed', () => {
    const sealed = sealing.seal('350102197103124429');
    for (let i = 0; i < sealed.length; i++) {
      const altered = Buffer.from(sealed);
      altered[i]! ^= 1;
      expect(() => sealing.open(altered))
        .withContext(`byte ${i}`)
        .toThrow();
    }
  });

  it('refuses a value of another key', () => {
    const other = makeSealing(makeKeys(Buffer.alloc(32, 8)));
    expect(() => other.open(sealing.seal('x'))).toThrow();
  });

  it('finds equal values of one field by their index, and of no other', () => {
    expect(sealing.blindIndex('phone', '1').equals(sealing.blindIndex('phone', '1'))).toBeTrue();
    expect(sealing.blindIndex('phone', '1').equals(sealing.blindIndex('id', '1'))).toBeFalse();
  });
});

describe('keys', () => {
  it('keeps the master key it made, for its owner alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'keys-'));
    const first = loadMasterKey(folder, null);
    expect(loadMasterKey(folder, null).equals(first)).toBeTrue();
    expect(statSync(join(folder, 'secrets/master.key')).mode & 0o077).toBe(0);
    expect(loadMasterKey(folder, 'ab'.repeat(32)).toString('hex')).toBe('ab'.repeat(32));
  });

  it('makes the HMAC that the library makes, of texts and bytes', () => {
    const keys = makeKeys(Buffer.alloc(32, 7));
    const framed = Buffer.concat([
      Buffer.from([0, 0, 0, 6]),
      Buffer.from('学习'),
      Buffer.from([0, 0, 0, 0]),
      Buffer.from([0, 0, 0, 2, 1, 255]),
    ]);
    const known = createHmac('sha256', keys.derive('a', 32)).update(framed).digest();
    expect(keys.mac('a', '学习', '', Buffer.from([1, 255])).equals(known)).toBeTrue();
  });

  it('does not confuse parts with each other', () => {
    const keys = makeKeys(Buffer.alloc(32, 7));
    expect(keys.mac('a', 'bc', 'd').equals(keys.mac('a', 'b', 'cd'))).toBeFalse();
    expect(keys.derive('a', 16).equals(keys.derive('b', 16))).toBeFalse();
  });
});

describe('masking', () => {
  it('keeps the surname', () => {
    expect(['张三', '林秀华', '欧阳娜娜', '张'].map(maskName)).toEqual(['张*', '林*华', '欧阳**', '张*']);
  });

  it('keeps the ends of numbers', () => {
    expect(maskPhone('13812341234')).toBe('138****1234');
    expect(maskIdNumber('350102197103124429')).toBe('350***********4429');
    expect(maskPhone('123')).toBe('****');
  });
});
