import { deviceOf, newDeviceCookie } from './device-cookie.ts';

describe('the mark of a browser', () => {
  it('is read back from the cookie that was set, and is another one each time', () => {
    const [first, second] = [newDeviceCookie(false), newDeviceCookie(false)];
    const mark = deviceOf(`minjiang_session=x; ${first.split(';')[0]}`);
    expect(mark).toMatch(/^[\w-]{22}$/);
    expect(deviceOf(second.split(';')[0])).not.toBe(mark);
  });

  it('is out of reach of scripts and other sites, and under TLS travels under it alone', () => {
    expect(newDeviceCookie(false)).toMatch(/HttpOnly; SameSite=Lax/);
    expect(newDeviceCookie(false)).not.toContain('Secure');
    expect(newDeviceCookie(true)).toContain('Secure');
  });

  it('is nothing where a cookie is missing or made up', () => {
    for (const cookies of [undefined, '', 'mj_device=short', `mj_device=${'x'.repeat(200)}`])
      expect(deviceOf(cookies)).toBeNull();
  });
});
