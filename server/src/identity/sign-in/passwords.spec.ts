import { makeGate } from '../../platform/index.ts';
import { makePasswords } from './passwords.ts';

describe('passwords', () => {
  const passwords = makePasswords();

  it('are kept as Argon2id with 19 MiB, two passes and a salt of their own', async () => {
    const [first, second] = [await passwords.hash('Ming-jiang-1'), await passwords.hash('Ming-jiang-1')];
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(first).not.toBe(second);
    expect(await passwords.verify(first, 'Ming-jiang-1')).toBeTrue();
    expect(await passwords.verify(first, 'Ming-jiang-2')).toBeFalse();
  });

  it('take full-width and half-width forms for the same', async () => {
    expect(await passwords.verify(await passwords.hash('Ｍing-jiang-1'), 'Ming-jiang-1')).toBeTrue();
  });

  it('that do not exist are never right', async () => {
    expect(await passwords.verify(null, '')).toBeFalse();
  });

  it('tell a wrong guess within its turn, and try nothing when the guard refuses', async () => {
    const told: string[] = [];
    const guard = {
      before: () => Promise.resolve(),
      whenWrong: () => Promise.resolve(void told.push('wrong')),
    };
    const stored = await passwords.hash('Ming-jiang-1');
    await passwords.verify(stored, 'Ming-jiang-1', guard);
    expect(told).toEqual([]);
    await passwords.verify(stored, 'Ming-jiang-2', guard);
    expect(told).toEqual(['wrong']);
    const locked = { ...guard, before: () => Promise.reject(new Error('locked')) };
    await expectAsync(passwords.verify(null, 'x', locked)).toBeRejectedWithError('locked');
    expect(told).toEqual(['wrong']);
  });

  it('wait for their turn at the gate', async () => {
    const full = makePasswords(makeGate(0, 0, 2));
    await expectAsync(full.hash('x')).toBeRejected();
  });
});
