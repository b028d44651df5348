import { createHmac } from 'node:crypto';
import { laterNonce, mayFollow, mostBeatsBack, sealedBytes } from './beat-seal.ts';
import { beatSeal, type Beat } from './beats.ts';

const beat: Beat = {
  leaseId: '01890000-0000-7000-8000-000000000001',
  epoch: 3,
  seq: 7,
  fromMs: 15_000,
  toMs: 30_000,
  rate: 1.25,
  foreground: true,
  playing: true,
  lastedMs: 12_000,
  proof: {
    after: 6,
    segments: [{ rendition: '720', first: 1, count: 2 }],
    digest: 'AAAAAAAAAAAAAAAAAAAAAA',
  },
};
const by = { nonce: 'n0nce', after: 6 };
const mac = (of: Beat, nonce = by) =>
  createHmac('sha256', 'a key of the lease').update(sealedBytes(of, nonce)).digest('base64url');

describe('seal of a beat', () => {
  it('has the form of the contract', () => {
    expect(beatSeal.safeParse({ after: by.after, mac: mac(beat) }).success).toBeTrue();
    expect(beatSeal.safeParse({ after: by.after, mac: `${mac(beat)}=` }).success).toBeFalse();
  });

  it('covers everything that the ledger reads of a beat', () => {
    const changes: Partial<Beat>[] = [
      { leaseId: '01890000-0000-7000-8000-000000000002' },
      { epoch: 4 },
      { seq: 8 },
      { fromMs: 14_999 },
      { toMs: 30_001 },
      { rate: 1.26 },
      { foreground: false },
      { playing: false },
      { lastedMs: 12_001 },
      { lastedMs: undefined },
      { proof: undefined },
      { proof: { ...beat.proof!, after: 5 } },
      { proof: { ...beat.proof!, digest: 'BAAAAAAAAAAAAAAAAAAAAA' } },
    ];
    const covered = Object.keys(beat).every((key) => changes.some((change) => key in change));
    expect(covered).toBeTrue();
    const macs = changes.map((change) => mac({ ...beat, ...change }));
    expect(new Set([mac(beat), ...macs]).size).toBe(changes.length + 1);
  });

  it('covers the nonce of the answer and its place', () => {
    expect(mac(beat, { ...by, nonce: 'another' })).not.toBe(mac(beat));
    expect(mac(beat, { ...by, after: 5 })).not.toBe(mac(beat));
  });
});

describe('chain of nonces', () => {
  it('moves on with later answers only', () => {
    const later = { nonce: 'later', after: 9 };
    expect(laterNonce(by, later)).toBe(later);
    expect(laterNonce(later, by)).toBe(later);
    expect(laterNonce(by, { nonce: 'other', after: by.after })).toBe(by);
  });

  it('takes a nonce given before the beat, and refuses one to come or too far back', () => {
    expect(mayFollow(1, 0, 0)).toBeTrue();
    expect(mayFollow(7, 6, 6)).toBeTrue();
    expect(mayFollow(7, 7, 7)).toBeFalse();
    expect(mayFollow(9, 8, 7)).toBeFalse();
    expect(mayFollow(100, 99 - mostBeatsBack, 99)).toBeTrue();
    expect(mayFollow(100, 98 - mostBeatsBack, 99)).toBeFalse();
  });
});
