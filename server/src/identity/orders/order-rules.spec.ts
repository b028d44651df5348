import { expiryOf, linkOrderOf, orderLifeMs, progressOf } from './order-rules.ts';

const now = 1_790_000_000_000;

describe('orders to machines', () => {
  it('expire where they are for now, and hold where they are a state', () => {
    expect(expiryOf({ kind: 'lock' }, now)).toBeNull();
    expect(expiryOf({ kind: 'unlock' }, now)).toBeNull();
    expect(expiryOf({ kind: 'restart' }, now)).toBe(now + orderLifeMs.restart);
    expect(expiryOf({ kind: 'message', text: '下课' }, now)).toBe(now + orderLifeMs.message);
  });

  it('say how far they are, and that their time is over before anybody notes it', () => {
    const sent = { outcome: null, arrivedAt: null, expiresAt: new Date(now + 1) };
    expect(progressOf(sent, now)).toBe('sent');
    expect(progressOf({ ...sent, arrivedAt: new Date(now) }, now)).toBe('arrived');
    expect(progressOf({ ...sent, arrivedAt: new Date(now) }, now + 1)).toBe('expired');
    expect(progressOf({ ...sent, expiresAt: null }, now + 1e9)).toBe('sent');
    expect(progressOf({ ...sent, outcome: 'done' }, now + 1e9)).toBe('done');
    expect(progressOf({ ...sent, outcome: 'replaced' }, now)).toBe('replaced');
  });

  it('tell a machine no more than it needs', () => {
    expect(linkOrderOf('o', { kind: 'restart' }, 5)).toEqual({ id: 'o', kind: 'restart', lastsMs: 5 });
    expect(linkOrderOf('o', { kind: 'message', text: 'x' }, 5)).toEqual({
      ...{ id: 'o', kind: 'message', text: 'x', lastsMs: 5 },
    });
  });
});
