import { ConfigurationFault, configurationPaths, parseConfiguration } from './configuration.ts';

const parse = (given: unknown) => parseConfiguration(JSON.stringify(given));
const faultOf = (text: string) => {
  try {
    parseConfiguration(text);
  } catch (fault) {
    return fault;
  }
  return undefined;
};

describe('configuration', () => {
  it('needs the server and the mode, and fills in the rest by mode', () => {
    expect(parse({ server: 'https://study.example.cn/', mode: 'kiosk' })).toEqual({
      server: 'https://study.example.cn',
      mode: 'kiosk',
      locale: 'zh-CN',
      maxDisplays: 1,
      idleMinutes: 5,
      contentProtection: true,
    });
    expect(parse({ server: 'https://study.example.cn', mode: 'home' }).contentProtection).toBeFalse();
    expect(
      parse({ server: 'https://study.example.cn', mode: 'home', contentProtection: true }).contentProtection,
    ).toBeTrue();
  });

  it('takes an address without TLS only on this machine', () => {
    expect(parse({ server: 'http://localhost:8080', mode: 'home' }).server).toBe('http://localhost:8080');
    expect(parse({ server: 'http://127.0.0.1:8080', mode: 'home' }).server).toBe('http://127.0.0.1:8080');
    expect(() => parse({ server: 'http://study.example.cn', mode: 'home' })).toThrowError(ConfigurationFault);
    expect(() => parse({ server: 'http://localhost.example.cn', mode: 'home' })).toThrowError(
      ConfigurationFault,
    );
  });

  it('takes an origin, never a path, a query, a name with a password or another protocol', () => {
    for (const server of [
      'https://study.example.cn/portal',
      'https://study.example.cn/?a=1',
      'https://study.example.cn/#x',
      'https://me:secret@study.example.cn',
      'ftp://study.example.cn',
      'file:///etc/passwd',
      'study.example.cn',
      '',
    ]) {
      expect(() => parse({ server, mode: 'home' }))
        .withContext(server)
        .toThrowError(ConfigurationFault);
    }
  });

  it('says everything that is wrong at once, and never repeats a value', () => {
    const fault = faultOf(
      '{ "server": "https://me:secret@study.example.cn", "mode": "locked", "maxDisplays": 0, "x": 1 }',
    );
    expect(fault).toBeInstanceOf(ConfigurationFault);
    const { message } = fault as ConfigurationFault;
    for (const word of ['server', 'mode', 'maxDisplays', '"x"']) expect(message).toContain(word);
    expect(message).not.toContain('secret');
    expect(faultOf('mode=kiosk')).toEqual(new ConfigurationFault('not a JSON file'));
  });

  it("looks for the machine's file before the person's", () => {
    const folders = { programData: 'C:\\ProgramData', person: '/home/a/.config/minjiang' };
    expect(configurationPaths('linux', folders)).toEqual([
      '/etc/minjiang/desktop.json',
      '/home/a/.config/minjiang/desktop.json',
    ]);
    expect(configurationPaths('win32', { ...folders, person: 'D:\\a' })).toEqual([
      'C:\\ProgramData\\Minjiang\\desktop.json',
      'D:\\a\\desktop.json',
    ]);
    expect(configurationPaths('darwin', folders)[0]).toBe(
      '/Library/Application Support/Minjiang/desktop.json',
    );
  });
});
