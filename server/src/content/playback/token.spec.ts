import { randomBytes } from 'node:crypto';
import { newId } from '@minjiang/shared/kernel';
import { makeKeys } from '../../platform/index.ts';
import { readToken, sealToken, type Grant } from './token.ts';

describe('a playback token', () => {
  const keys = makeKeys(randomBytes(32));
  const bound = { accountId: newId(), subjectId: newId() };
  const grant: Grant = { kind: 'lease', leaseId: newId(), epoch: 3, expiresAt: 1000, served: false };
  const token = sealToken(keys, grant, bound);

  it('gives its grant back to the account and the file it was made for', () => {
    expect(readToken(keys, token, bound, 999)).toEqual(grant);
    const served: Grant = { ...grant, served: true };
    expect(readToken(keys, sealToken(keys, served, bound), bound, 999)).toEqual(served);
    const preview: Grant = { kind: 'preview', expiresAt: 1000 };
    expect(readToken(keys, sealToken(keys, preview, bound), bound, 0)).toEqual(preview);
  });

  it('is worth nothing to another account, for another file, under another key and when it is over', () => {
    expect(readToken(keys, token, { ...bound, accountId: newId() }, 0)).toBeNull();
    expect(readToken(keys, token, { ...bound, subjectId: newId() }, 0)).toBeNull();
    expect(readToken(makeKeys(randomBytes(32)), token, bound, 0)).toBeNull();
    expect(readToken(keys, token, bound, 1000)).toBeNull();
  });

  it('cannot be altered or made up', () => {
    const [payload = '', mac = ''] = token.split('.');
    const forged = Buffer.from(JSON.stringify(['p', 9e15])).toString('base64url');
    const others = [
      `${forged}.${mac}`,
      payload,
      `${payload}.`,
      `${payload}.${mac}.x`,
      '',
      '.',
      `${payload}.AAAA`,
    ];
    for (const other of others)
      expect(readToken(keys, other, bound, 0))
        .withContext(other)
        .toBeNull();
  });
});
