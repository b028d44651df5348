import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFirst } from './first-file.ts';

describe('readFirst', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'minjiang-desktop-'));
    await writeFile(join(folder, 'person.json'), 'person');
  });
  afterEach(() => rm(folder, { recursive: true }));
  const paths = () => [join(folder, 'machine.json'), join(folder, 'person.json')];

  it('takes the first that exists', async () => {
    expect(await readFirst(paths())).toBe('person');
    await writeFile(join(folder, 'machine.json'), 'machine');
    expect(await readFirst(paths())).toBe('machine');
  });

  it('answers undefined when there is none', async () => {
    expect(await readFirst([join(folder, 'none.json')])).toBeUndefined();
  });

  it('never passes over one that is there and cannot be read', async () => {
    await mkdir(join(folder, 'machine.json'));
    await expectAsync(readFirst(paths())).toBeRejected();
  });
});
