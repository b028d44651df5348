import { assetIdOf, percentOf, refusalOf, startable, type UploadItem } from './upload-queue.ts';

const item = (key: number, state: UploadItem['state']): UploadItem => ({
  key,
  name: `${key}.mp4`,
  kind: 'video',
  sizeBytes: 100,
  sentBytes: 0,
  state,
  assetId: null,
  code: null,
  resumed: false,
});

describe('the queue of uploads', () => {
  it('sends two at once, in the order they were chosen', () => {
    const items = [item(1, 'sending'), item(2, 'paused'), item(3, 'queued'), item(4, 'queued')];
    expect(startable(items).map(({ key }) => key)).toEqual([3]);
    expect(startable(items.slice(1)).map(({ key }) => key)).toEqual([3, 4]);
    expect(startable([item(1, 'sending'), item(2, 'sending'), item(3, 'queued')])).toEqual([]);
  });

  it('never says 100 before the last byte', () => {
    expect(percentOf({ sentBytes: 999_999, sizeBytes: 1_000_000 })).toBe(99);
    expect(percentOf({ sentBytes: 1_000_000, sizeBytes: 1_000_000 })).toBe(100);
    expect(percentOf({ sentBytes: 0, sizeBytes: 0 })).toBe(0);
  });

  it('finds the asset in the address of an upload', () => {
    const id = '0190a000-0000-7000-8000-000000000001';
    expect(assetIdOf(`http://localhost:8080/api/v1/uploads/${id}`)).toBe(id);
    expect(assetIdOf(`/api/v1/uploads/${id}`)).toBe(id);
    expect(assetIdOf(null)).toBeNull();
  });

  it('says what cannot be sent before anything is sent', () => {
    expect(refusalOf({ size: 5 }, null, 10)).toBe('unsupported-media');
    expect(refusalOf({ size: 0 }, 'video', 10)).toBe('empty-file');
    expect(refusalOf({ size: 11 }, 'video', 10)).toBe('too-large');
    expect(refusalOf({ size: 10 }, 'video', 10)).toBeNull();
  });
});
