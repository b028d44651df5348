import { scryptSync } from 'node:crypto';
import { staffExit } from './staff-exit.ts';

const salt = 'ab'.repeat(16);
const hash = scryptSync('open it', Buffer.from(salt, 'hex'), 32, { N: 2 ** 14, r: 8, p: 1 }).toString('hex');

/** A machine whose disk outlives its program. */
function machine() {
  const disk: { text?: string } = {};
  const clock = { now: 1_000_000 };
  let left = 0;
  const start = () =>
    staffExit({
      kept: `scrypt:14:8:1:${salt}:${hash}`,
      memory: {
        read: () => Promise.resolve(disk.text),
        write: (text) => Promise.resolve(void (disk.text = text)),
      },
      wallNow: () => clock.now,
      leave: () => void left++,
    });
  return { disk, clock, start, left: () => left };
}

describe('the exit of the staff', () => {
  it('is by the right password alone, and forgets the wrong ones before it', async () => {
    const { start, left, disk } = machine();
    const attempt = start();
    expect(await attempt('guess')).toEqual({ outcome: 'wrong', waitSeconds: 0 });
    expect(left()).toBe(0);
    expect(await attempt('open it')).toEqual({ outcome: 'leaving', waitSeconds: 0 });
    expect(left()).toBe(1);
    expect(disk.text).toBe('{"failed":0,"lastAt":0}');
  });

  it('is shut for a while after three, also to the right password and after a start', async () => {
    const { start, left, clock } = machine();
    for (const guess of ['a', 'b']) await start()(guess);
    expect(await start()('c')).toEqual({ outcome: 'wrong', waitSeconds: 30 });
    clock.now += 10_000;
    expect(await start()('open it')).toEqual({ outcome: 'wait', waitSeconds: 20 });
    clock.now += 20_000;
    expect((await start()('d')).waitSeconds).toBe(60);
    clock.now += 60_000;
    expect((await start()('open it')).outcome).toBe('leaving');
    expect(left()).toBe(1);
  });

  it('gives no more attempts to who asks many at once', async () => {
    const { start, left } = machine();
    const attempt = start();
    const answers = await Promise.all(['a', 'b', 'c', 'open it', 'open it'].map(attempt));
    expect(answers.map(({ outcome }) => outcome)).toEqual(['wrong', 'wrong', 'wrong', 'wait', 'wait']);
    expect(left()).toBe(0);
  });

  it('stays shut where an attempt cannot be noted', async () => {
    const leave = jasmine.createSpy();
    const full = {
      read: () => Promise.resolve(undefined),
      write: () => Promise.reject(new Error('disk full')),
    };
    const attempt = staffExit({
      kept: `scrypt:14:8:1:${salt}:${hash}`,
      memory: full,
      wallNow: () => 0,
      leave,
    });
    await expectAsync(attempt('open it')).toBeRejected();
    expect(leave).not.toHaveBeenCalled();
  });
});
