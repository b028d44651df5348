import { base64Of } from './base64.ts';

describe('a file in base64', () => {
  it('is sent byte for byte, however long', () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 7) % 256);
    expect([...atob(base64Of(bytes))].map((char) => char.charCodeAt(0))).toEqual([...bytes]);
  });
});
