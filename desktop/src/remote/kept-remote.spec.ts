import { keepRemote, readRemote } from './kept-remote.ts';

const store = (text?: string) => {
  const file = { text };
  return {
    read: () => Promise.resolve(file.text),
    write: (given: string) => Promise.resolve(void (file.text = given)),
  };
};
const nothing = { locked: false, lockVersion: -1, restartedBy: null };

describe('what a machine keeps of what is demanded', () => {
  it('is read as it was written', async () => {
    const kept = { locked: true, lockVersion: 4, restartedBy: '01890000-0000-7000-8000-000000000001' };
    const file = store();
    await keepRemote(file, kept);
    expect(await readRemote(file)).toEqual(kept);
  });

  it('is nothing where there is no file, or one that cannot be read', async () => {
    for (const text of [undefined, '', '{', '{"version":2}', '{"version":1,"locked":"yes"}'])
      expect(await readRemote(store(text))).toEqual(nothing);
    const broken = { ...store(), read: () => Promise.reject(new Error('no disk')) };
    expect(await readRemote(broken)).toEqual(nothing);
  });
});
