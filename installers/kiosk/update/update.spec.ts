import { execFile, execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const missing = missingHere();

/** A platform, a machine's root with dpkg's own records, and packages that dpkg-deb made. */
describe('the update of a kiosk', () => {
  let folder: string, root: string, served: string, server: Server;
  let arch: string;
  const asked: string[] = [];

  beforeEach(async () => {
    if (missing) return pending(missing);
    folder = mkdtempSync(join(tmpdir(), 'minjiang-update-'));
    [root, served] = [join(folder, 'root'), join(folder, 'served')];
    mkdirSync(served);
    for (const each of ['info', 'updates']) mkdirSync(join(root, 'var/lib/dpkg', each), { recursive: true });
    writeFileSync(join(root, 'var/lib/dpkg/status'), '');
    mkdirSync(join(root, 'etc/minjiang'), { recursive: true });
    arch = execFileSync('dpkg', ['--print-architecture'], { encoding: 'utf8' }).trim();
    asked.length = 0;
    server = createServer((request, response) => {
      asked.push(request.url!);
      try {
        response.end(readFileSync(join(served, request.url!.replace('/downloads/desktop/', ''))));
      } catch {
        response.writeHead(404).end();
      }
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const desktop = { server: `http://127.0.0.1:${port}`, mode: 'kiosk' };
    writeFileSync(join(root, 'etc/minjiang/desktop.json'), JSON.stringify(desktop));
    await manifestTool('--make-key', folder);
    writeFileSync(join(root, 'etc/minjiang/update-key.pem'), readFileSync(join(folder, 'update-key.pem')));
    execFileSync('dpkg', ['--root', root, '--install', debOf('1.0.0')], { stdio: 'ignore' });
  });
  afterEach(async () => {
    if (missing) return;
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  });

  const run = (command: string, args: readonly string[]) =>
    new Promise<{ code: number; said: string; fault: string }>((resolve) => {
      execFile(command, args, { encoding: 'utf8' }, (fault, said, stderr) =>
        resolve({ code: typeof fault?.code === 'number' ? fault.code : 0, said, fault: stderr }),
      );
    });
  const update = () => run('sh', [join(import.meta.dirname, 'minjiang-update.sh'), '--root', root]);
  const manifestTool = (...args: string[]) =>
    run(process.execPath, [join(import.meta.dirname, 'make-manifest.ts'), ...args]);
  const publish = (version: string, ...more: string[]) =>
    publishFile(debOf(version), join(folder, 'update-key.private.pem'), ...more);
  const publishFile = async (file: string, key: string, ...more: string[]) => {
    const { code, fault } = await manifestTool('--package', file, '--key', key, '--out', served, ...more);
    expect([code, fault]).toEqual([0, '']);
  };
  const installed = () => readFileSync(join(root, 'opt/Minjiang/version'), 'utf8');
  const left = () =>
    readdirSync(join(root, 'var/lib/minjiang-update')).filter((each) => each.startsWith('work'));

  /** A package with one file that tells its version. */
  function debOf(version: string, name = 'minjiang-desktop', script?: string): string {
    const tree = join(folder, `${name}-${version}`);
    mkdirSync(join(tree, 'DEBIAN'), { recursive: true });
    mkdirSync(join(tree, 'opt/Minjiang'), { recursive: true });
    writeFileSync(join(tree, 'opt/Minjiang/version'), version);
    const facts = [
      `Package: ${name}`,
      `Version: ${version}`,
      `Architecture: ${arch}`,
      'Maintainer: a <a@b.invalid>',
      'Description: x',
    ];
    writeFileSync(join(tree, 'DEBIAN/control'), `${facts.join('\n')}\n`);
    if (script !== undefined) writeFileSync(join(tree, 'DEBIAN/preinst'), script, { mode: 0o755 });
    const file = join(folder, `${name}_${version}_${arch}.deb`);
    execFileSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '--build', tree, file], { stdio: 'ignore' });
    return file;
  }

  it('installs what is newer and signed, once', async () => {
    await publish('1.10.0');
    const { code, said, fault } = await update();
    expect([code, fault]).toEqual([0, '']);
    expect(said).toContain('已从 1.0.0 更新到 1.10.0');
    expect(installed()).toBe('1.10.0');
    expect(statSync(join(root, 'opt/Minjiang/version')).mode & 0o777).toBe(0o644);

    asked.length = 0;
    expect((await update()).said).toContain('已是最新版本 1.10.0');
    expect(asked.some((url) => url.endsWith('.deb'))).toBeFalse();
    expect(left()).toEqual([]);
  });

  it('refuses what another key signed, and what was changed after signing', async () => {
    await manifestTool('--make-key', join(folder, 'other'));
    await publishFile(debOf('1.1.0'), join(folder, 'other/update-key.private.pem'));
    expect(await update()).toEqual(
      jasmine.objectContaining({ code: 2, fault: jasmine.stringContaining('签名不对') }),
    );

    await publish('1.1.0');
    const manifest = join(served, `manifest-${arch}.json`);
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('1.1.0', '1.2.0'));
    expect((await update()).code).toBe(2);
    await publish('1.1.0');
    rmSync(`${manifest}.sig`);
    expect((await update()).code).toBe(1);
    expect(installed()).toBe('1.0.0');
    expect(asked.some((url) => url.endsWith('.deb'))).toBeFalse();
  });

  it('refuses an older version, and one that this machine is too old for', async () => {
    await publish('0.9.9');
    expect(await update()).toEqual(
      jasmine.objectContaining({ code: 2, fault: jasmine.stringContaining('比现有的 1.0.0 旧') }),
    );
    await publish('3.0.0', '--min-version', '2.0.0');
    expect(await update()).toEqual(
      jasmine.objectContaining({ code: 2, fault: jasmine.stringContaining('低于 2.0.0') }),
    );
    expect(installed()).toBe('1.0.0');
  });

  it('refuses a file that is longer, or other, than its manifest says', async () => {
    await publish('1.1.0');
    const file = join(served, `minjiang-desktop_1.1.0_${arch}.deb`);
    const bytes = readFileSync(file);
    appendFileSync(file, 'x');
    expect((await update()).fault).toContain('大小');
    bytes[bytes.length - 1]! ^= 1;
    writeFileSync(file, bytes);
    expect(await update()).toEqual(
      jasmine.objectContaining({ code: 2, fault: jasmine.stringContaining('校验值') }),
    );
    rmSync(file);
    expect((await update()).code).toBe(1);
    expect([installed(), left()]).toEqual(['1.0.0', []]);
  });

  it('refuses another package under a signed manifest', async () => {
    await publishFile(debOf('1.1.0', 'minjiang-other'), join(folder, 'update-key.private.pem'));
    expect((await update()).code).toBe(2);
    expect(installed()).toBe('1.0.0');
  });

  it('keeps the version that works when a new one does not install', async () => {
    await publish('1.1.0');
    await update();
    await publishFile(
      debOf('1.2.0', 'minjiang-desktop', '#!/bin/false\n'),
      join(folder, 'update-key.private.pem'),
    );
    const { code, fault } = await update();
    expect([code, installed()]).toEqual([1, '1.1.0']);
    expect(fault).toContain('已恢复 1.1.0');

    await publish('1.3.0');
    expect([(await update()).code, installed()]).toEqual([0, '1.3.0']);
  });

  it('says what is missing, and never asks an address without TLS', async () => {
    writeFileSync(join(root, 'etc/minjiang/desktop.json'), '{ "server": "http://study.example.cn" }');
    expect((await update()).fault).toContain('没有平台网址');
    rmSync(join(root, 'etc/minjiang/update-key.pem'));
    expect((await update()).fault).toContain('缺少更新公钥');
    expect(asked).toEqual([]);
  });
});

function missingHere(): string | undefined {
  const without = ['dpkg-deb', 'openssl', 'curl'].filter((tool) => {
    try {
      execFileSync('sh', ['-c', `command -v ${tool}`]);
      return false;
    } catch {
      return true;
    }
  });
  if (without.length > 0) return `${without.join(', ')} not installed`;
  return process.getuid?.() === 0 ? undefined : 'only root may install with dpkg';
}
