import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isStaffPassword } from '../../desktop/src/leaving/staff-password.ts';
import { staffExitCode } from '../../desktop/src/leaving/staff-exit.ts';
import { parseConfiguration } from '../../desktop/src/session/configuration.ts';
import { productOf, releaseName } from '../desktop/electron-choice.ts';

const here = import.meta.dirname;
const textOf = (file: string) => readFileSync(join(here, file), 'utf8');
const shell = (script: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync('sh', [join(here, script), ...args], { encoding: 'utf8' });
  return { code: status, said: stdout, fault: stderr };
};

describe('install.sh of the kiosk', () => {
  let root: string, key: string, secret: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'minjiang-kiosk-'));
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    [key, secret] = [join(root, 'key.pem'), join(root, 'secret.pem')];
    writeFileSync(key, publicKey.export({ type: 'spki', format: 'pem' }));
    writeFileSync(secret, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  });
  afterEach(() => rmSync(root, { recursive: true }));
  const install = (...args: string[]) => shell('install.sh', '--root', root, ...args);
  const first = () => install('--server', 'https://study.example.cn', '--key', key);
  const at = (file: string) => readFileSync(join(root, file), 'utf8');

  it('lays a kiosk once, changes nothing the second time, and repairs what was changed', () => {
    expect(install('--dry-run', '--server', 'https://study.example.cn', '--key', key).said).toContain(
      'kiosk-login',
    );
    expect(existsSync(join(root, 'usr'))).toBeFalse();

    expect(first()).toEqual(jasmine.objectContaining({ code: 0, fault: '' }));
    expect(first().said).toContain('Nothing to do');
    expect(JSON.parse(at('etc/minjiang/desktop.json'))).toEqual({
      server: 'https://study.example.cn',
      mode: 'kiosk',
    });
    expect(statSync(join(root, 'usr/lib/minjiang/minjiang-update')).mode & 0o777).toBe(0o755);

    writeFileSync(join(root, 'etc/X11/xorg.conf.d/10-minjiang.conf'), '');
    expect(install().said).toBe('lay /etc/X11/xorg.conf.d/10-minjiang.conf\n');
    expect(at('etc/X11/xorg.conf.d/10-minjiang.conf')).toBe(textOf('session/xorg.conf'));
  });

  it('keeps the hash of the password of the staff, which the client takes', async () => {
    const setPassword = (password: string) =>
      spawnSync('sh', [join(here, 'install.sh'), '--root', root, '--staff-password'], {
        encoding: 'utf8',
        input: `${password}\n`,
      });
    const kept = () => parseConfiguration(at('etc/minjiang/desktop.json')).staffPassword ?? '';
    first();
    expect(setPassword('short').status).toBe(1);
    expect(kept()).toBe('');
    for (const password of ['培训点 "1" $HOME', 'another one']) {
      const { status, stdout, stderr } = setPassword(password);
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).not.toContain(password);
      expect(await isStaffPassword(kept(), password)).toBeTrue();
      expect(await isStaffPassword(kept(), 'guess')).toBeFalse();
    }
    install('--server', 'https://other.example.cn');
    expect(parseConfiguration(at('etc/minjiang/desktop.json')).server).toBe('https://other.example.cn');
    expect(await isStaffPassword(kept(), 'another one')).toBeTrue();
    writeFileSync(
      join(root, 'etc/minjiang/desktop.json'),
      '{\n  "server": "https://study.example.cn",\n  "mode": "kiosk",\n  "idleMinutes": 9\n}\n',
    );
    expect(setPassword('third password').status).toBe(0);
    expect(parseConfiguration(at('etc/minjiang/desktop.json')).idleMinutes).toBe(9);
    expect(await isStaffPassword(kept(), 'third password')).toBeTrue();
  });

  it('checks without changing', () => {
    expect(install('--check').code).toBe(1);
    expect(existsSync(join(root, 'etc'))).toBeFalse();
    first();
    expect(install('--check')).toEqual(
      jasmine.objectContaining({ code: 1, said: jasmine.stringContaining('/opt/Minjiang') }),
    );
    const program = join(root, 'opt/Minjiang/minjiang-desktop');
    mkdirSync(dirname(program), { recursive: true });
    writeFileSync(program, '', { mode: 0o755 });
    expect(install('--check')).toEqual(jasmine.objectContaining({ code: 0, fault: '' }));
    writeFileSync(join(root, 'usr/lib/minjiang/kiosk-login'), '#!/bin/bash\n');
    expect(install('--check').code).toBe(1);
  });

  it('takes no address without TLS or with a path, no private key, and nothing by halves', () => {
    for (const server of ['http://study.example.cn', 'https://study.example.cn/x', 'https://a" x', 'study'])
      expect(install('--server', server, '--key', key).code)
        .withContext(server)
        .toBe(1);
    expect(install('--server', 'https://study.example.cn', '--key', secret).code).toBe(1);
    expect(install('--key', key).fault).toContain('--server');
    expect(install('--server', 'https://study.example.cn').fault).toContain('--key');
    expect(existsSync(join(root, 'etc'))).toBeFalse();
  });
});

describe('the session of the kiosk', () => {
  it('is made of scripts that sh reads', () => {
    for (const file of [
      'install.sh',
      'session/kiosk-login.sh',
      'session/kiosk-session.sh',
      'session/kiosk-ended.sh',
      'session/kiosk-staff.sh',
      'update/minjiang-update.sh',
    ])
      expect(spawnSync('sh', ['-n', join(here, file)]).status)
        .withContext(file)
        .toBe(0);
  });

  it('gives no command line: not with a command, not away from the first console', () => {
    for (const args of [[], ['-c', 'id']]) {
      const { code, said, fault } = shell('session/kiosk-login.sh', ...args);
      expect([code, said]).toEqual([1, '']);
      expect(fault).toContain('自助机');
    }
  });

  it('starts the program that the package installs, and kills it when it hangs', () => {
    const unit = textOf('session/minjiang-client.service');
    const { name, title } = productOf(releaseName);
    expect(unit).toContain(`ExecStart=/opt/${title}/${name}\n`);
    for (const line of [
      'Restart=always',
      'WatchdogSignal=SIGKILL',
      'NotifyAccess=all',
      'StartLimitIntervalSec=0',
    ])
      expect(unit).toContain(`${line}\n`);
    expect(unit).toMatch(/^WatchdogSec=\d+$/m);
  });

  it('does not start again what its staff ended, and ends its session then and only then', () => {
    const unit = textOf('session/minjiang-client.service');
    for (const line of [
      `RestartPreventExitStatus=${staffExitCode}`,
      'ExecStopPost=/usr/lib/minjiang/kiosk-ended',
    ])
      expect(unit).toContain(`${line}\n`);
    const folder = mkdtempSync(join(tmpdir(), 'minjiang-ended-'));
    try {
      for (const tool of ['openbox', 'systemctl'])
        writeFileSync(join(folder, tool), `#!/bin/sh\necho ${tool} "$@" >>"$XDG_RUNTIME_DIR/called"\n`, {
          mode: 0o755,
        });
      const end = (code: string, status: string) =>
        spawnSync('sh', [join(here, 'session/kiosk-ended.sh')], {
          env: {
            PATH: `${folder}:${process.env['PATH']}`,
            XDG_RUNTIME_DIR: folder,
            EXIT_CODE: code,
            EXIT_STATUS: status,
          },
        }).status;
      for (const [code, status] of [
        ['exited', '0'],
        ['exited', '1'],
        ['killed', '86'],
        ['killed', 'KILL'],
      ] as const)
        expect(end(code, status)).toBe(0);
      expect(existsSync(join(folder, 'called'))).toBeFalse();
      expect(end('exited', String(staffExitCode))).toBe(0);
      expect(existsSync(join(folder, 'minjiang-staff'))).toBeTrue();
      expect(readFileSync(join(folder, 'called'), 'utf8')).toBe(
        'openbox --exit\nsystemctl --user unset-environment DISPLAY XAUTHORITY\n',
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('asks the staff on the console, and starts again for who only presses Enter', () => {
    const told = spawnSync('sh', [join(here, 'session/kiosk-staff.sh')], {
      encoding: 'utf8',
      input: '$(id)\n-c id root\n\n',
    });
    expect(told.status).toBe(0);
    expect(told.stdout.split('> ').length).toBe(4);
    expect(told.stdout).not.toContain('uid=');
    expect(told.stderr).toBe('');
  });

  it('names one account everywhere', () => {
    const account = /^account=(.+)$/m.exec(textOf('install.sh'))![1]!;
    expect(textOf('session/autologin.conf')).toContain(`--autologin ${account} `);
    expect(textOf('update/minjiang-update.sh')).toContain(`--machine=${account}@ `);
  });

  it('leaves no way to another console', () => {
    for (const option of ['DontVTSwitch', 'DontZap'])
      expect(textOf('session/xorg.conf')).toContain(`Option "${option}" "true"`);
    expect(textOf('session/logind.conf')).toMatch(/^NAutoVTs=0\nReserveVT=0$/m);
    expect(textOf('install.sh')).toContain('tie /dev/null /etc/systemd/system/ctrl-alt-del.target');
  });

  it('has units that systemd understands', () => {
    const root = mkdtempSync(join(tmpdir(), 'minjiang-units-'));
    try {
      const analyse = spawnSync('systemd-analyze', ['--version']);
      if (analyse.status !== 0) return pending('systemd-analyze is not installed');
      for (const [mode, file] of [
        ['--user', 'session/minjiang-client.service'],
        ['--system', 'update/minjiang-update.service'],
        ['--system', 'update/minjiang-update.timer'],
      ] as const) {
        const { stderr } = spawnSync('systemd-analyze', [mode, 'verify', '--man=no', join(here, file)], {
          encoding: 'utf8',
          env: { ...process.env, XDG_RUNTIME_DIR: root },
        });
        // The programs themselves are not on this machine.
        const own = stderr
          .split('\n')
          .filter((line) => line.includes('minjiang') && !/is not executable|not found\./.test(line));
        expect(own).withContext(file).toEqual([]);
      }
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
