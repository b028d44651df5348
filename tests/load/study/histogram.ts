/** Buckets an octave: each is at most 4.4 % wide. */
const perOctave = 16;
const octaves = 27;

/** How often something took how long: fixed buckets from 1 µs to over two minutes, so that it never grows. */
export class Histogram {
  readonly counts: Uint32Array;
  longestMs = 0;

  constructor(counts = new Uint32Array(perOctave * octaves)) {
    this.counts = counts;
  }

  add(ms: number): void {
    const bucket = Math.floor(Math.log2(Math.max(1, ms * 1000)) * perOctave);
    this.counts[Math.min(this.counts.length - 1, bucket)]! += 1;
    if (ms > this.longestMs) this.longestMs = ms;
  }

  merge(other: { readonly counts: Uint32Array; readonly longestMs: number }): void {
    other.counts.forEach((count, bucket) => (this.counts[bucket]! += count));
    this.longestMs = Math.max(this.longestMs, other.longestMs);
  }

  /** What was added since an earlier state of it; the longest is known to a bucket only. */
  since(earlier: { readonly counts: Uint32Array }): Histogram {
    const added = new Histogram(this.counts.map((count, bucket) => count - (earlier.counts[bucket] ?? 0)));
    const last = added.counts.findLastIndex((count) => count > 0);
    added.longestMs = last < 0 ? 0 : Math.min(this.longestMs, 2 ** ((last + 1) / perOctave) / 1000);
    return added;
  }

  total(): number {
    return this.counts.reduce((sum, count) => sum + count, 0);
  }

  /** The milliseconds that this share of all stayed within, rounded up to a bucket; 0 when there are none. */
  within(share: number): number {
    const wanted = Math.ceil(this.total() * share);
    if (wanted === 0) return 0;
    let seen = 0;
    const bucket = this.counts.findIndex((count) => (seen += count) >= wanted);
    return Math.min(this.longestMs, 2 ** ((bucket + 1) / perOctave) / 1000);
  }
}
