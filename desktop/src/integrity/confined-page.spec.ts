import { confine } from './confined-page.ts';

describe('confine', () => {
  it('adds its policy to those of the server, whatever the case of their name, and keeps all other headers', () => {
    const headers = { 'Content-Security-Policy': ["default-src 'self'"], 'Set-Cookie': ['a=1', 'b=2'] };
    const confined = confine(headers);
    expect(Object.keys(confined).sort()).toEqual(['Set-Cookie', 'content-security-policy']);
    expect(confined['Set-Cookie']).toEqual(['a=1', 'b=2']);
    const [own, added] = confined['content-security-policy']!;
    expect(own).toBe("default-src 'self'");
    expect(added).toMatch(/^sandbox /);
  });

  it('confines an answer without any policy, and allows neither dialogs, windows, downloads nor other programs', () => {
    const [policy] = confine({})['content-security-policy']!;
    expect(policy).toContain('allow-scripts');
    for (const way of ['modals', 'popups', 'downloads', 'top-navigation'])
      expect(policy).not.toContain(`allow-${way}`);
  });
});
