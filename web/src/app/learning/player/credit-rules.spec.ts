import { newId } from '@minjiang/shared/kernel';
import type { BeatsAnswer, Refusal } from '@minjiang/shared/learning';
import { afterAnswer, backTo, type Credit, type Present, saysLeaseLost, stripOf } from './credit-rules.ts';

const lessonId = newId();
const leaseId = newId();
const credit: Credit = {
  creditedMs: 10_000,
  frontierMs: 10_000,
  state: 'part',
  today: { creditedMs: 10_000, capMs: 100_000 },
  episode: undefined,
};
const present: Present = {
  connection: 'fine',
  waitingMs: 0,
  leaseLost: false,
  foreground: true,
  playing: true,
  begun: true,
  ended: false,
  skipped: false,
  gate: 'open',
};

function answered(refused: Refusal[], creditedMs = 0, over: Partial<BeatsAnswer> = {}): BeatsAnswer {
  return {
    results: [{ leaseId, seq: 1, creditedMs, refused }],
    lesson: { lessonId, creditedMs: 25_000, refusedMs: 0, frontierMs: 25_000, state: 'part' },
    today: { creditedMs: 25_000, capMs: 100_000 },
    nonce: '',
    nonceAfter: 0,
    beatEveryMs: 15_000,
    gate: 'open',
    ...over,
  };
}

describe('a check', () => {
  it('is said at once, before any refusal comes, and no longer than it is in the way', () => {
    const says = (gate: Present['gate'], of = credit) => stripOf(of, { ...present, gate });
    expect(says('check-due')).toEqual({ says: 'refused', reason: 'identity', lostMs: 0 });
    expect(says('check-missed')).toEqual({ says: 'refused', reason: 'check-missed', lostMs: 0 });
    const refused = { ...credit, episode: { reason: 'identity', lostMs: 4000, ongoing: true } } as const;
    expect(says('open', refused).says).toBe('counting');
  });
});

describe('the figures of the strip', () => {
  it('are those of the server, never our own sum', () => {
    const next = afterAnswer(credit, answered([], 999), lessonId);
    expect(next.creditedMs).toBe(25_000);
    expect(next.today.creditedMs).toBe(25_000);
  });

  it('do not take the totals of another lesson', () => {
    const other = answered([], 5, { lesson: { ...answered([]).lesson!, lessonId: newId() } });
    expect(afterAnswer(credit, other, lessonId).creditedMs).toBe(10_000);
  });

  it('add up what one reason cost while it lasts, and end when time counts again', () => {
    const refused: Refusal[] = [{ reason: 'not-foreground', ms: 15_000 }];
    let next = afterAnswer(credit, answered(refused), lessonId);
    next = afterAnswer(next, answered([{ reason: 'not-foreground', ms: 17_000 }]), lessonId);
    expect(next.episode).toEqual({ reason: 'not-foreground', lostMs: 32_000, ongoing: true });
    next = afterAnswer(next, answered([], 5000), lessonId);
    expect(next.episode).toEqual({ reason: 'not-foreground', lostMs: 32_000, ongoing: false });
    expect(afterAnswer(next, answered([], 5000), lessonId).episode).toBeUndefined();
  });

  it('stay calm about pauses and jitter', () => {
    const refused: Refusal[] = [
      { reason: 'not-playing', ms: 60_000 },
      { reason: 'clock', ms: 300 },
    ];
    expect(afterAnswer(credit, answered(refused, 1), lessonId).episode).toBeUndefined();
  });

  it('do not count an answer to a resend twice', () => {
    const repeated = answered([]);
    repeated.results[0] = { ...repeated.results[0]!, refused: [{ reason: 'gap', ms: 9000 }], repeated: true };
    expect(afterAnswer(credit, repeated, lessonId).episode).toBeUndefined();
  });
});

describe('what the server asks of the player', () => {
  it('a lost lease is noticed only for the own lease', () => {
    const lost = answered([{ reason: 'lease-lost', ms: 1 }]);
    expect(saysLeaseLost(lost, leaseId)).toBeTrue();
    expect(saysLeaseLost(lost, newId())).toBeFalse();
  });

  it('after skipping ahead, back to the frontier', () => {
    const skipped = answered([{ reason: 'frontier', ms: 5000 }]);
    expect(backTo(skipped, 80_000)).toBe(25_000);
    expect(backTo(skipped, 25_500)).toBeUndefined();
    expect(backTo(answered([]), 80_000)).toBeUndefined();
  });
});

describe('the strip', () => {
  it('counts, or invites, or says that it is done', () => {
    expect(stripOf(credit, present)).toEqual({ says: 'counting' });
    expect(stripOf(credit, { ...present, begun: false, playing: false })).toEqual({ says: 'ready' });
    expect(stripOf({ ...credit, state: 'done' }, present)).toEqual({ says: 'done' });
  });

  it('says a pause without alarm, and at the end that something is left', () => {
    expect(stripOf(credit, { ...present, playing: false })).toEqual({ says: 'paused' });
    expect(stripOf(credit, { ...present, playing: false, ended: true })).toEqual({ says: 'ended' });
  });

  it('says at once that the page is not in front, before the server knows', () => {
    expect(stripOf(credit, { ...present, foreground: false })).toEqual({
      says: 'refused',
      reason: 'not-foreground',
      lostMs: 0,
    });
  });

  it('then says how much that cost, beside the figures once it counts again', () => {
    const episode = { reason: 'not-foreground', lostMs: 32_000, ongoing: true } as const;
    const after = { ...credit, episode };
    expect(stripOf(after, { ...present, playing: false })).toEqual({
      says: 'refused',
      reason: 'not-foreground',
      lostMs: 32_000,
    });
    expect(stripOf(after, present)).toEqual({ says: 'counting', lost: episode });
  });

  it('says what the server refuses for as long as it does', () => {
    const episode = { reason: 'daily-cap', lostMs: 15_000, ongoing: true } as const;
    expect(stripOf({ ...credit, episode }, present)).toEqual({
      says: 'refused',
      reason: 'daily-cap',
      lostMs: 15_000,
    });
  });

  it('says at once that one cannot skip ahead', () => {
    expect(stripOf(credit, { ...present, skipped: true })).toEqual({
      says: 'refused',
      reason: 'frontier',
      lostMs: 0,
    });
  });

  it('does not invite to study when the day is full, but a lesson that is done stays done', () => {
    const full = { ...credit, today: { creditedMs: 100_000, capMs: 100_000 } };
    expect(stripOf(full, { ...present, begun: false })).toEqual({
      says: 'refused',
      reason: 'daily-cap',
      lostMs: 0,
    });
    expect(stripOf({ ...full, state: 'done' }, present)).toEqual({ says: 'done' });
  });

  it('puts a lost lease before everything, then the network', () => {
    const all: Present = { ...present, leaseLost: true, connection: 'offline', waitingMs: 9000 };
    expect(stripOf(credit, all)).toEqual(jasmine.objectContaining({ reason: 'lease-lost' }));
    expect(stripOf(credit, { ...all, leaseLost: false })).toEqual({ says: 'offline', waitingMs: 9000 });
    expect(stripOf(credit, { ...present, connection: 'busy' })).toEqual({ says: 'busy', waitingMs: 0 });
  });
});
