import { classesRoutes, rosterFaultCodes } from '@minjiang/shared/classes';
import { newId } from '@minjiang/shared/kernel';
import { classesFixture, someone, type ClassesFixture } from '../testing/classes-fixture.ts';
import { rowsXml, workbookOf } from '../testing/workbooks.ts';

describe('importing a roster', () => {
  let fixture: ClassesFixture;
  beforeAll(async () => {
    fixture = await classesFixture();
  });
  afterAll(() => fixture.close());

  const heading = ['姓名', '证件号', '手机', '邮箱', '用人单位'];
  const rowOf = ({ name, idNumber, phone, email, employer } = someone(1)) => [
    name,
    idNumber,
    phone,
    email ?? '',
    employer ?? '',
  ];
  const csv = (...rows: string[][]) =>
    Buffer.from([heading, ...rows].map((row) => row.join(',')).join('\r\n'));
  const preview = (classId: string, file: Buffer, cookie = fixture.admin.cookie) =>
    fixture.app.call(classesRoutes.previewImport, {
      params: { classId },
      body: { fileName: '名单.csv', content: file.toString('base64') },
      cookie,
    });
  const accept = (classId: string, importId: string, cookie = fixture.admin.cookie) =>
    fixture.app.call(classesRoutes.acceptImport, { params: { classId, importId }, cookie });
  const roster = (classId: string) =>
    fixture.db.sql<{ rosterNumber: number; accountId: string }>(
      `SELECT roster_number AS "rosterNumber", account_id AS "accountId" FROM classes_roster
       WHERE class_id = $1 ORDER BY 1`,
      [classId],
    );

  const accounts = async () =>
    (await fixture.db.sql<{ total: string }>('SELECT count(*) AS total FROM identity_accounts'))[0]!.total;

  it('shows every fault and enrols nobody; accepting enrols the good rows in the order of the file', async () => {
    const classId = await fixture.trainingClass();
    const [a, b] = [someone(9, { name: '林建华' }), someone(8)];
    const before = await accounts();
    const { rosterImport } = (await preview(classId, csv(rowOf(a), ['陈', '1', '2', '', '无'], rowOf(b))))
      .body;
    expect([rosterImport.state, rosterImport.good, rosterImport.bad]).toEqual(['previewed', 2, 1]);
    expect(rosterImport.rows[0]).toEqual(
      jasmine.objectContaining({ row: 2, maskedName: '林*华', maskedPhone: '138****0009', faults: [] }),
    );
    const codes = rosterImport.rows[1]?.faults.map(({ column, code }) => `${column} ${code}`);
    expect(codes).toEqual(['name too-short', 'idNumber id-number', 'phone phone']);
    expect(await roster(classId)).toEqual([]);
    expect(await accounts())
      .withContext('no account is made by a preview')
      .toBe(before);
    expect((await accept(classId, rosterImport.id)).body).toEqual({ enrolled: 2, leftOut: 1 });
    const [first, second] = await roster(classId);
    expect([first?.rosterNumber, second?.rosterNumber]).toEqual([1, 2]);
    expect(await fixture.identity.findAccountIds(fixture.db.sql, a.idNumber)).toEqual([first!.accountId]);
    expect((await accept(classId, rosterImport.id)).problem?.code).toBe('import-gone');
    const events = await fixture.db.sql<{ data: object }>(
      `SELECT data FROM platform_events WHERE kind = 'roster.imported' AND subject_id = $1`,
      [classId],
    );
    expect(events.map(({ data }) => data)).toEqual([{ importId: rosterImport.id, enrolled: 2, leftOut: 1 }]);
  });

  it('reads a workbook', async () => {
    const classId = await fixture.trainingClass();
    const rows = [
      heading,
      rowOf(someone(20)),
      [...rowOf(someone(21)).slice(0, 1), 350102196001011000, 1, '', ''],
    ];
    const { rosterImport } = (await preview(classId, workbookOf(rowsXml(rows)))).body;
    expect([rosterImport.good, rosterImport.bad]).toEqual([1, 1]);
    expect((await accept(classId, rosterImport.id)).body.enrolled).toBe(1);
  });

  it('names who is enrolled already, whose phone is taken and which employer is unknown', async () => {
    const classId = await fixture.trainingClass();
    const [known, other] = [someone(30), someone(33)];
    for (const person of [known, other]) {
      await fixture.inTx((tx, at) => fixture.classes.enrol(tx, at, fixture.author, classId, person));
    }
    const file = csv(
      rowOf(known),
      rowOf(someone(31, { phone: other.phone })),
      rowOf(someone(32, { employer: '没有的公司' })),
    );
    const { rosterImport } = (await preview(classId, file)).body;
    expect(rosterImport.rows.map(({ faults }) => faults)).toEqual([
      [{ column: 'idNumber', code: 'already-enrolled' }],
      [{ column: 'phone', code: 'phone-taken' }],
      [{ column: 'employer', code: 'unknown-employer' }],
    ]);
    expect((await accept(classId, rosterImport.id)).problem?.code).toBe('import-no-good-row');
    for (const { faults } of rosterImport.rows) {
      for (const { code } of faults) expect(rosterFaultCodes as readonly string[]).toContain(code);
    }
  });

  it('checks again when it is accepted, and leaves out who came in meanwhile', async () => {
    const classId = await fixture.trainingClass();
    const [early, late] = [someone(40), someone(41)];
    const { rosterImport } = (await preview(classId, csv(rowOf(early), rowOf(late)))).body;
    await fixture.inTx((tx, at) => fixture.classes.enrol(tx, at, fixture.author, classId, early));
    expect((await accept(classId, rosterImport.id)).body).toEqual({ enrolled: 1, leftOut: 1 });
  });

  it('is accepted once when it is accepted twice at once', async () => {
    const classId = await fixture.trainingClass();
    const { rosterImport } = (await preview(classId, csv(rowOf(someone(50)), rowOf(someone(51))))).body;
    const answers = await Promise.all([1, 2, 3].map(() => accept(classId, rosterImport.id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await roster(classId)).length).toBe(2);
  });

  it('lets two classes import the same new people at once', async () => {
    const [one, two] = [await fixture.trainingClass(), await fixture.trainingClass()];
    const people = Array.from({ length: 40 }, (_, i) => rowOf(someone(300 + i)));
    const ids = await Promise.all([preview(one, csv(...people)), preview(two, csv(...people.toReversed()))]);
    const [a, b] = ids.map(({ body }) => body.rosterImport.id);
    const answers = await Promise.all([accept(one, a!), accept(two, b!)]);
    expect(answers.map(({ body }) => body.enrolled)).toEqual([40, 40]);
  });

  it('keeps rows sealed, for an hour at most, and none once accepted', async () => {
    const classId = await fixture.trainingClass('一班', 1);
    const person = someone(60);
    const stored = () =>
      fixture.db.sql<{ rows: Buffer | null }>(
        'SELECT rows_sealed AS rows FROM classes_roster_imports WHERE class_id = $1 ORDER BY id',
        [classId],
      );
    const first = (await preview(classId, csv(rowOf(person)))).body.rosterImport;
    expect((await stored())[0]?.rows?.includes(person.idNumber)).toBeFalse();
    await fixture.shiftClock(3_600_000);
    try {
      expect((await accept(classId, first.id)).problem?.code).toBe('import-gone');
      const second = (await preview(classId, csv(rowOf(person)))).body.rosterImport;
      expect((await stored()).length)
        .withContext('the expired one is gone')
        .toBe(1);
      await accept(classId, second.id);
      expect(await stored()).toEqual([{ rows: null }]);
    } finally {
      await fixture.shiftClock(-3_600_000);
    }
  });

  it('refuses what is no roster', async () => {
    const classId = await fixture.trainingClass();
    const code = async (file: Buffer) => (await preview(classId, file)).problem?.code;
    expect(await code(Buffer.from('姓名,手机\n陈,1'))).toBe('roster-columns');
    expect(await code(csv())).toBe('roster-empty');
    expect(await code(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]))).toBe('roster-unreadable');
    expect(await code(csv(...Array.from({ length: 2001 }, (_, i) => rowOf(someone(i)))))).toBe(
      'roster-too-long',
    );
    expect(await code(Buffer.alloc(2 * 1024 * 1024 + 1, 'a'))).toBe('too-large');
  });

  it('belongs to the class it was previewed in, and to the institution', async () => {
    const [classId, other] = [await fixture.trainingClass(), await fixture.trainingClass()];
    const { rosterImport } = (await preview(classId, csv(rowOf(someone(70))))).body;
    expect((await accept(other, rosterImport.id)).problem?.code).toBe('import-gone');
    expect((await accept(classId, newId())).problem?.code).toBe('import-gone');
    expect((await accept(classId, rosterImport.id, fixture.stranger.cookie)).status).toBe(404);
    expect((await preview(classId, csv(), fixture.instructor.cookie)).status).toBe(403);
  });

  it('takes a roster of 2,000 in one transaction', async () => {
    const classId = await fixture.trainingClass();
    const file = csv(...Array.from({ length: 2000 }, (_, i) => rowOf(someone(1000 + i))));
    const { rosterImport } = (await preview(classId, file)).body;
    expect(rosterImport.good).toBe(2000);
    expect((await accept(classId, rosterImport.id)).body).toEqual({ enrolled: 2000, leftOut: 0 });
    expect((await roster(classId)).at(-1)?.rosterNumber).toBe(2000);
  }, 60_000);

  it('gives a template that it can read itself', async () => {
    const answer = await fixture.app.call(classesRoutes.rosterTemplate, {
      cookie: fixture.instructor.cookie,
    });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const classId = await fixture.trainingClass();
    const filled = Buffer.concat([answer.bytes, Buffer.from(rowOf(someone(80)).join(','))]);
    expect((await preview(classId, filled)).body.rosterImport.good).toBe(1);
  });
});
