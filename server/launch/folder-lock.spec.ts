import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LaunchFault } from './fault.ts';
import { lockFolder, type FolderLock } from './folder-lock.ts';

describe('the lock of a folder', () => {
  let folder: string;
  const refusal = (pid: number) => `held by ${pid}`;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'minjiang-lock-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('is refused while another holds it, and given when that is released', async () => {
    const first = await lockFolder(folder, refusal);
    await expectAsync(lockFolder(folder, refusal, 0)).toBeRejectedWithError(
      LaunchFault,
      `held by ${process.pid}`,
    );
    first.release();
    (await lockFolder(folder, refusal, 0)).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is given to exactly one of many that ask at once, also over what a dead program left', async () => {
    writeFileSync(join(folder, 'running.json'), JSON.stringify({ pid: 1, port: 1, token: 'dead' }));
    const asked = Array.from({ length: 12 }, () => lockFolder(folder, refusal, 0));
    const settled = await Promise.allSettled(asked);
    const given = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(given.length).toBe(1);
    for (const lock of given) lock.release();
  });

  it('does not trust a process id: a port that another program has by now holds nothing', async () => {
    const first = await lockFolder(folder, refusal);
    const file = join(folder, 'running.json');
    const holder = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...holder, token: 'of an earlier program' }));
    const second: FolderLock = await lockFolder(folder, refusal, 0);
    second.release();
    first.release();
  });

  it('is waited for while its holder is stopping', async () => {
    const first = await lockFolder(folder, refusal);
    first.stopping();
    const waiting = lockFolder(folder, refusal, 0);
    setTimeout(() => first.release(), 300);
    (await waiting).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('replaces a file that makes no sense', async () => {
    writeFileSync(join(folder, 'running.json'), '{"pid":');
    (await lockFolder(folder, refusal, 0)).release();
  });
});
