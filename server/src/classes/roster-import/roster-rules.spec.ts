import { mostImportRows } from '@minjiang/shared/kernel';
import { someone } from '../testing/classes-fixture.ts';
import { readRoster, type RosterRow } from './roster-rules.ts';

describe('rows of a roster', () => {
  const headings = ['姓名', '证件号', '手机', '邮箱', '用人单位'];
  const person = someone(1);
  const rowOf = (given = person) => [given.name, given.idNumber, given.phone, '', ''];
  const readRows = async (...rows: (string | number)[][]) =>
    (await readRoster([headings, ...rows])) as RosterRow[];
  const faultsOf = async (cells: (string | number)[]) => (await readRows(cells))[0]?.faults;

  it('finds columns in any order, under Chinese or English names', async () => {
    const [row] = (await readRoster([
      ['序号', ' 手机号码 ', '身份证号（必填）'.slice(0, 4), '学员姓名', 'E-mail', '单位名称'],
      [1, person.phone, person.idNumber, person.name, 'a@example.org', '甲公司'],
    ])) as RosterRow[];
    const entry = { ...person, email: 'a@example.org', employer: '甲公司' };
    expect(row).toEqual(jasmine.objectContaining({ row: 2, entry, faults: [] }));
    const english = await readRoster([
      ['Name', 'ID number', 'Phone'],
      [person.name, person.idNumber, person.phone],
    ]);
    expect((english as RosterRow[])[0]?.entry).toEqual({ ...person, email: undefined, employer: undefined });
  });

  it('refuses a table without its columns, with one twice, without rows, or with too many', async () => {
    expect(await readRoster([])).toBe('import-empty');
    expect(
      await readRoster([
        ['姓名', '手机'],
        ['陈', '1'],
      ]),
    ).toBe('import-columns');
    expect(await readRoster([[...headings, 'name']])).toBe('import-columns');
    expect(await readRoster([headings, ['', ' ']])).toBe('import-empty');
    const rows = (count: number) => Array.from({ length: count }, (_, i) => rowOf(someone(i)));
    expect(await readRoster([headings, ...rows(mostImportRows + 1)])).toBe('import-too-long');
    expect(((await readRoster([headings, [], ...rows(mostImportRows)])) as RosterRow[]).length).toBe(
      mostImportRows,
    );
  });

  it('counts rows as the file does', async () => {
    const table = [[''], headings, rowOf(), [''], rowOf(someone(2))];
    expect(((await readRoster(table)) as RosterRow[]).map(({ row }) => row)).toEqual([3, 5]);
  });

  it('names what is wrong with each cell', async () => {
    expect(await faultsOf(['', '', '', '', '用'])).toEqual([
      { column: 'name', code: 'required' },
      { column: 'idNumber', code: 'required' },
      { column: 'phone', code: 'required' },
    ]);
    const wrong = person.idNumber.slice(0, 17) + (person.idNumber.endsWith('1') ? '2' : '1');
    expect(await faultsOf(['陈', wrong, '23800000000', 'nobody', '长'.repeat(101)])).toEqual([
      { column: 'name', code: 'too-short' },
      { column: 'idNumber', code: 'id-number' },
      { column: 'phone', code: 'phone' },
      { column: 'email', code: 'email' },
      { column: 'employer', code: 'too-long' },
    ]);
    expect(await faultsOf(['=HYPERLINK("http://x")', person.idNumber, person.phone])).toEqual([
      { column: 'name', code: 'person-name' },
    ]);
  });

  it('forgives full-width digits, gaps, a country code and the mark that makes text of a number', async () => {
    const wide = person.idNumber.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
    const [row] = await readRows([
      ` ${person.name} `,
      `'${wide}`,
      `+86 ${person.phone.slice(0, 3)}-${person.phone.slice(3)}`,
    ]);
    expect(row?.entry).toEqual(jasmine.objectContaining({ ...person }));
    expect(
      (await readRows([person.name, person.idNumber.toLowerCase(), Number(person.phone)]))[0]?.faults,
    ).toEqual([]);
  });

  it('does not trust an ID number that Excel counted', async () => {
    expect(await faultsOf([person.name, 350102196001011000, person.phone])).toEqual([
      { column: 'idNumber', code: 'id-number-not-text' },
    ]);
  });

  it('marks the later of two rows that are one person, or share a phone', async () => {
    const same = { ...someone(2), idNumber: person.idNumber };
    const shared = { ...someone(3), phone: person.phone };
    expect((await readRows(rowOf(), rowOf(same), rowOf(shared))).map(({ faults }) => faults)).toEqual([
      [],
      [{ column: 'idNumber', code: 'repeated' }],
      [{ column: 'phone', code: 'repeated' }],
    ]);
  });
});
