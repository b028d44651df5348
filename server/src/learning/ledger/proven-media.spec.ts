import type { Beat } from '@minjiang/shared/learning';
import type { Interval } from './intervals.ts';
import { beatsToCheck } from './proven-media.ts';

const row = {
  leaseId: 'a',
  epoch: 3,
  sessionId: 'session',
  lastSeq: 30,
  delivered: [[20_000, 24_000]] satisfies Interval[],
};
const beat = (seq: number, after: number, more: Partial<Beat> = {}): Beat => ({
  leaseId: 'a',
  epoch: 3,
  seq,
  fromMs: 0,
  toMs: 1000,
  rate: 1,
  foreground: true,
  playing: true,
  proof: { after, segments: [{ rendition: '180p', first: 1, count: 1 }], digest: 'x' },
  ...more,
});

describe('the beats whose proof is looked at', () => {
  const seqs = (beats: Beat[], sessionId = 'session') =>
    beatsToCheck(row, [{ sessionId, beats, address: null }]).map(({ seq }) => seq);

  it('are new, of this lease and session, and may earn', () => {
    expect(seqs([beat(30, 29), beat(31, 30), beat(31, 30), beat(33, 30)])).toEqual([31, 33]);
    expect(seqs([beat(31, 30)], 'other')).toEqual([]);
    const others = [{ leaseId: 'b' }, { epoch: 4 }, { playing: false }, { foreground: false }];
    expect(seqs(others.map((more, index) => beat(31 + index, 30, more)))).toEqual([]);
  });

  it('are the word of the machine: what another puts in between leaves its proof to a later beat', () => {
    const [foreign, own] = [beat(40, 30), beat(31, 30)];
    const requests = [{ sessionId: 'session', beats: [foreign, own], address: null }];
    expect(beatsToCheck(row, requests, new Set([foreign]))).toEqual([own] as never);
    expect(beatsToCheck(row, requests)).toEqual([foreign] as never);
  });

  it('were proven under a nonce of before, and not of long before', () => {
    expect(seqs([beat(31, 31)])).toEqual([]);
    expect(seqs([beat(31, 32)])).toEqual([]);
    expect(seqs([beat(31, 11)])).toEqual([31]);
    expect(seqs([beat(31, 10)])).toEqual([]);
  });

  it('are those of media that is not proven yet', () => {
    const place = (fromMs: number, toMs: number) => seqs([beat(31, 30, { fromMs, toMs })]).length;
    expect([place(20_000, 24_000), place(19_999, 24_000), place(20_000, 24_001)]).toEqual([0, 1, 1]);
  });

  it('are new to the requests before in the same batch too', () => {
    const requests = [[beat(32, 30)], [beat(31, 30), beat(33, 30)]];
    const found = beatsToCheck(
      row,
      requests.map((beats) => ({ sessionId: 'session', beats, address: null })),
    );
    expect(found.map(({ seq }) => seq)).toEqual([32, 33]);
  });
});
