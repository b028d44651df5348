import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFiles } from './open-files.ts';

describe('files kept open', () => {
  const folder = mkdtempSync(join(tmpdir(), 'open-files-'));
  const path = (name: string) => join(folder, name);
  const names = Array.from({ length: 20 }, (_, index) => `file-${index}`);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of names) writeFileSync(path(name), name);

  const turn = () => new Promise((resolve) => setTimeout(resolve, 30));

  it('are opened once while they are read again', async () => {
    const files = openFiles(2);
    const texts = await Promise.all([0, 1, 2, 3].map((from) => files.read(path('file-0'), from, 2)));
    expect(texts.map(String)).toEqual(['fi', 'il', 'le', 'e-']);
    expect(files.count()).toBe(1);
  });

  it('make room for others, but never while somebody reads', async () => {
    const files = openFiles(2);
    const texts = await Promise.all([...names, ...names].map((name) => files.read(path(name), 0, 99)));
    expect(texts.map(String)).toEqual([...names, ...names]);
    await turn();
    expect(files.count()).toBe(2);
  });

  it('are tried again after they were missing', async () => {
    const files = openFiles(2);
    await expectAsync(files.read(path('late'), 0, 1)).toBeRejectedWithError(/ENOENT/);
    writeFileSync(path('late'), 'x');
    expect(String(await files.read(path('late'), 0, 1))).toBe('x');
    expect(files.count()).toBe(1);
  });
});
