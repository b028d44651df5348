import { safePath } from './safe-path.ts';

describe('the address after sign-in', () => {
  it('is one of this portal', () => {
    expect(safePath('/record?page=2')).toBe('/record?page=2');
  });

  it('is never another host, another scheme, or sign-in itself', () => {
    const bad = [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      '/sign-in?next=/',
    ];
    for (const next of [...bad, '', undefined])
      expect(safePath(next)).withContext(String(next)).toBeUndefined();
  });
});
