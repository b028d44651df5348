import { id, newId } from './ids.ts';

describe('an id', () => {
  const now = Date.UTC(2026, 10, 30);

  it('is a UUID of version 7 that tells when it was made', () => {
    const made = newId(now);
    expect(id().safeParse(made).success).toBeTrue();
    expect(made[14]).toBe('7');
    expect('89ab').toContain(made[19]!);
    expect(parseInt(made.replaceAll('-', '').slice(0, 12), 16)).toBe(now);
  });

  it('sorts behind all that were made before it, within a millisecond too', () => {
    const made = [now + 10, now + 11].flatMap((at) => Array.from({ length: 2000 }, () => newId(at)));
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });

  it('is another each time, however many are made at once', () => {
    const made = Array.from({ length: 10_000 }, () => newId(now));
    expect(new Set(made).size).toBe(made.length);
  });
});
