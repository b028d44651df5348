import { Problem } from '../../platform/index.ts';
import { assertChunkHeaders, readUploadWish } from './upload-headers.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const headers = (filename: string, kind = 'video') => ({
  'tus-resumable': '1.0.0',
  'upload-length': '100',
  'upload-metadata': `filename ${base64(filename)},kind ${base64(kind)}`,
});

function faultsOf(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error.details.errors?.map(({ path }) => path) ?? [error.code];
    throw error;
  }
  return [];
}

describe('the headers of an upload', () => {
  it('tell name, kind and size', () => {
    expect(readUploadWish(headers('电工.mp4'), 1000)).toEqual({
      name: '电工.mp4',
      kind: 'video',
      sizeBytes: 100,
    });
  });

  it('keep the last part of a path and no control characters', () => {
    expect(readUploadWish(headers('C:\\films\\..\\a\u0000\u202e.mp4', 'picture'), 1000).name).toBe('a.mp4');
  });

  it('are refused one by one', () => {
    const { 'tus-resumable': _version, ...old } = headers('a.mp4');
    expect(faultsOf(() => readUploadWish(old, 1000))).toEqual(['Tus-Resumable']);
    const wrong = { ...headers('../', 'zip'), 'upload-length': '-1', 'upload-concat': 'partial' };
    expect(faultsOf(() => readUploadWish(wrong, 1000))).toEqual([
      'Upload-Concat',
      'Upload-Length',
      'Upload-Metadata.filename',
      'Upload-Metadata.kind',
    ]);
    const unreadable = { ...headers('a'), 'upload-metadata': 'filename %%%' };
    expect(faultsOf(() => readUploadWish(unreadable, 1000))).toEqual(['Upload-Metadata']);
    expect(faultsOf(() => readUploadWish(headers('a.mp4'), 99))).toEqual(['too-large']);
  });

  it('of the next bytes name their place', () => {
    const next = {
      'tus-resumable': '1.0.0',
      'upload-offset': '5',
      'content-type': 'application/offset+octet-stream',
    };
    expect(faultsOf(() => assertChunkHeaders('PATCH', next))).toEqual([]);
    expect(faultsOf(() => assertChunkHeaders('PATCH', { 'tus-resumable': '1.0.0' }))).toEqual([
      'Upload-Offset',
      'Content-Type',
    ]);
    expect(faultsOf(() => assertChunkHeaders('HEAD', { 'tus-resumable': '1.0.0' }))).toEqual([]);
  });
});
