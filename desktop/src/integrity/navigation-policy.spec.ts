import { mayNavigate, mayUse } from './navigation-policy.ts';

const server = 'https://study.example.cn';

describe('navigation policy', () => {
  it("lets a page go anywhere on the server's origin", () => {
    for (const to of [
      server,
      `${server}/`,
      `${server}/learn/1?from=today#note`,
      'https://study.example.cn:443/',
    ]) {
      expect(mayNavigate(to, server)).withContext(to).toBeTrue();
    }
  });

  it('refuses every other place, however it is written', () => {
    for (const to of [
      'https://other.example.cn/',
      'https://study.example.cn.evil.example/',
      'https://study.example.cn@evil.example/',
      'https://study.example.cn:8443/',
      'http://study.example.cn/',
      'blob:https://study.example.cn/2f0d1c6e',
      'filesystem:https://study.example.cn/temporary/x',
      'file:///etc/passwd',
      'data:text/html,x',
      'javascript:alert(1)',
      'about:blank',
      '//evil.example/',
      '',
    ]) {
      expect(mayNavigate(to, server)).withContext(to).toBeFalse();
    }
  });
});

describe('permission policy', () => {
  const wish = { permission: 'media', media: ['video', 'audio'], origin: `${server}/` };

  it('gives camera and microphone to the platform alone', () => {
    expect(mayUse(wish, server, 'kiosk')).toBeTrue();
    expect(mayUse(wish, server, 'home')).toBeTrue();
    expect(mayUse({ ...wish, origin: 'https://other.example.cn/' }, server, 'home')).toBeFalse();
    expect(mayUse({ ...wish, media: ['video', 'unknown'] }, server, 'home')).toBeFalse();
    expect(mayUse({ ...wish, media: [] }, server, 'home')).toBeFalse();
  });

  it('gives full screen at home and keeps it in the kiosk', () => {
    const fullscreen = { ...wish, permission: 'fullscreen', media: [] };
    expect(mayUse(fullscreen, server, 'home')).toBeTrue();
    expect(mayUse(fullscreen, server, 'kiosk')).toBeFalse();
  });

  it('refuses everything else', () => {
    for (const permission of [
      'display-capture',
      'clipboard-read',
      'notifications',
      'openExternal',
      'usb',
      'unknown',
    ]) {
      expect(mayUse({ ...wish, permission, media: [] }, server, 'home'))
        .withContext(permission)
        .toBeFalse();
    }
  });
});
