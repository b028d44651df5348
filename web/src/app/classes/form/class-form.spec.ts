import { classEntry, detailsEntry } from './class-form.ts';

describe('the entry of a class', () => {
  const given = { name: '一班', opensOn: '2026-12-01', closesOn: '2026-12-01' };

  it('may begin and end on one day', () => {
    expect(detailsEntry.safeParse(given).success).toBeTrue();
  });

  it('is at fault at its last day when that lies before the first', () => {
    const found = detailsEntry.safeParse({ ...given, closesOn: '2026-11-30' });
    expect(found.error?.issues.map(({ path, message }) => [path, message])).toEqual([
      [['closesOn'], 'stretch'],
    ]);
  });

  it('needs a programme when it is new', () => {
    const found = classEntry.safeParse({ ...given, programmeId: '' });
    expect(found.error?.issues.map(({ path }) => path)).toEqual([['programmeId']]);
  });
});
