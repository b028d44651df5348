import { beginRemote, coverOf, dropLate, forgotten, hearStanding, readMessage } from './remote-rules.ts';

const fresh = beginRemote({ locked: false, lockVersion: -1, restartedBy: null });
const lock = (version: number, locked: boolean, orderId: string | null = `o${version}`) => ({
  lock: { version, locked, orderId },
});
const message = { id: 'm', kind: 'message' as const, text: '请到前台', lastsMs: 1_000 };
const restart = { id: 'r', kind: 'restart' as const, lastsMs: 1_000 };

describe('what is demanded of a machine from afar', () => {
  it('is a lock or an unlock only when it is newer than what is known', () => {
    const locked = hearStanding(fresh, lock(1, true), 0);
    expect(locked.acts).toEqual([
      { do: 'tell', orderId: 'o1', progress: 'arrived' },
      { do: 'lock', orderId: 'o1' },
    ]);
    expect(hearStanding(locked.state, lock(0, false), 0).acts).toEqual([]);
    expect(hearStanding(locked.state, lock(1, true), 0).acts).toEqual([
      { do: 'tell', orderId: 'o1', progress: 'done' },
    ]);
    const unlocked = hearStanding(locked.state, lock(2, false), 0);
    expect(unlocked.acts.at(-1)).toEqual({ do: 'unlock', orderId: 'o2' });
    expect(unlocked.state.locked).toBeFalse();
  });

  it('is kept by a machine that starts locked, and known by its version', () => {
    const kept = beginRemote({ locked: true, lockVersion: 3, restartedBy: null });
    expect(coverOf(kept, '1.0.0')).toBe('locked');
    expect(hearStanding(kept, lock(3, true, null), 0)).toEqual({ state: kept, acts: [] });
  });

  it('is a message that is shown once until it is read, and goes when its time is over', () => {
    const heard = hearStanding(fresh, { orders: [message] }, 100);
    expect(heard.acts).toEqual([{ do: 'tell', orderId: 'm', progress: 'arrived' }, { do: 'show-messages' }]);
    expect(hearStanding(heard.state, { orders: [message] }, 100).acts).toEqual([]);
    const read = readMessage(heard.state, 'm');
    expect(read.state.messages).toEqual([]);
    expect(read.acts).toEqual([{ do: 'tell', orderId: 'm', progress: 'done' }, { do: 'show-messages' }]);
    expect(hearStanding(read.state, { orders: [message] }, 100).acts).toEqual([
      { do: 'tell', orderId: 'm', progress: 'done' },
    ]);
    expect(readMessage(read.state, 'm').acts).toEqual([]);
    expect(dropLate(heard.state, 1_099).acts).toEqual([]);
    expect(dropLate(heard.state, 1_100).state.messages).toEqual([]);
  });

  it('is a restart that is begun once, also by the program that comes after it', () => {
    const begun = hearStanding(fresh, { orders: [restart] }, 0);
    expect(begun.acts.at(-1)).toEqual({ do: 'restart', orderId: 'r' });
    const after = beginRemote({ ...fresh, restartedBy: begun.state.restartedBy });
    expect(hearStanding(after, { orders: [restart] }, 0).acts).toEqual([
      { do: 'tell', orderId: 'r', progress: 'done' },
    ]);
  });

  it('is a version, and a lock comes before it', () => {
    const old = hearStanding(fresh, { leastProgram: '1.4.0' }, 0);
    expect(old.acts).toEqual([{ do: 'cover' }]);
    expect(coverOf(old.state, '1.3.9')).toBe('outdated');
    expect(coverOf(old.state, '1.4.0')).toBeNull();
    expect(coverOf({ ...old.state, locked: true }, '1.3.9')).toBe('locked');
    expect(hearStanding(old.state, { leastProgram: '1.4.0' }, 0).acts).toEqual([]);
    expect(coverOf(hearStanding(old.state, { leastProgram: null }, 0).state, '0.1.0')).toBeNull();
  });

  it('is nothing any more when the machine was removed', () => {
    const locked = hearStanding(fresh, lock(5, true), 0).state;
    expect(forgotten(locked).acts).toEqual([{ do: 'unlock', orderId: null }]);
    // Enrolled anew its versions begin from the start.
    expect(hearStanding(forgotten(locked).state, lock(1, true), 0).state.locked).toBeTrue();
    expect(forgotten(fresh).acts).toEqual([]);
  });
});
