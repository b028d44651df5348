import { base64Of, bytesOf } from './base64.ts';

describe('a file in base64', () => {
  it('is sent and got back byte for byte, however long', () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 7) % 256);
    expect(bytesOf(base64Of(bytes))).toEqual(bytes);
  });
});
