import { mkdtemp, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownFile } from './own-file.ts';

describe('ownFile', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'minjiang-own-file-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('knows nothing before the first write, and the last text after it', async () => {
    const file = ownFile(join(folder, 'deep', 'key.json'));
    expect(await file.read()).toBeUndefined();
    await file.write('one');
    await file.write('two');
    expect(await file.read()).toBe('two');
    expect(await readdir(join(folder, 'deep'))).toEqual(['key.json']);
  });

  it('lets nobody else read it', async () => {
    if (process.platform === 'win32') return pending('modes of files are not kept on Windows');
    await ownFile(join(folder, 'key.json')).write('secret');
    expect((await stat(join(folder, 'key.json'))).mode & 0o777).toBe(0o600);
  });

  it('leaves no draft behind when the write fails', async () => {
    await mkdir(join(folder, 'key.json'));
    await expectAsync(ownFile(join(folder, 'key.json')).write('text')).toBeRejected();
    expect(await readdir(folder)).toEqual(['key.json']);
  });
});
