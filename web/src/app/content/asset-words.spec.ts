import { kindOf, onItsWay, sizeOf } from './asset-words.ts';

describe('assets in words', () => {
  it('give sizes as file managers do', () => {
    expect([0, 1, 340_000, 12_582_912, 1_503_238_554].map(sizeOf)).toEqual([
      '0 KB',
      '1 KB',
      '333 KB',
      '12.0 MB',
      '1.4 GB',
    ]);
  });

  it('know a kind by type, and by ending where the browser knows no type', () => {
    expect(kindOf({ type: 'video/mp4', name: 'a.mp4' })).toBe('video');
    expect(kindOf({ type: '', name: 'Lesson.MKV' })).toBe('video');
    expect(kindOf({ type: 'image/png', name: 'a.png' })).toBe('picture');
    expect(kindOf({ type: 'image/svg+xml', name: 'a.svg' })).toBeNull();
    expect(kindOf({ type: 'application/pdf', name: 'a.pdf' })).toBeNull();
  });

  it('are on their way until ready or failed', () => {
    expect(
      ['uploading', 'waiting', 'processing', 'ready', 'failed'].map((state) => onItsWay({ state } as never)),
    ).toEqual([true, true, true, false, false]);
  });
});
