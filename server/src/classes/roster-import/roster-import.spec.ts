import { setTimeout as wait } from 'node:timers/promises';
import { classesRoutes, rosterFaultCodes, type RosterImport } from '@minjiang/shared/classes';
import { newId } from '@minjiang/shared/kernel';
import { classesFixture, someone, type ClassesFixture } from '../testing/classes-fixture.ts';
import { rowsXml, workbookOf } from '../../platform/tables/testing/workbooks.ts';

describe('importing a roster', () => {
  let fixture: ClassesFixture;
  beforeAll(async () => {
    fixture = await classesFixture();
    await fixture.jobs.start({ work: true });
  }, 30_000);
  afterAll(async () => {
    await fixture.jobs.stop();
    await fixture.close();
  });

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
  const cookie = () => fixture.admin.cookie;
  const upload = (classId: string, file: Buffer, as = cookie()) =>
    fixture.app.call(classesRoutes.previewImport, {
      params: { classId },
      body: { fileName: '名单.csv', content: file.toString('base64') },
      cookie: as,
    });
  const view = async (classId: string, importId: string) =>
    (await fixture.app.call(classesRoutes.getImport, { params: { classId, importId }, cookie: cookie() }))
      .body.rosterImport;
  const busy = ['waiting', 'checking', 'accepting'];
  /** The import when nothing is done about it any more. */
  const settled = async (classId: string, importId: string): Promise<RosterImport> => {
    for (;;) {
      const now = await view(classId, importId);
      if (!busy.includes(now.state)) return now;
      await wait(50);
    }
  };
  const preview = async (classId: string, file: Buffer) =>
    settled(classId, (await upload(classId, file)).body.rosterImport.id);
  const rows = async (classId: string, importId: string, query: object = {}) =>
    (
      await fixture.app.call(classesRoutes.listImportRows, {
        params: { classId, importId },
        query: { pageSize: 100, ...query },
        cookie: cookie(),
      })
    ).body;
  const order = (classId: string, importId: string, as = cookie()) =>
    fixture.app.call(classesRoutes.acceptImport, { params: { classId, importId }, cookie: as });
  const accept = async (classId: string, importId: string) => {
    await order(classId, importId);
    return settled(classId, importId);
  };
  const cancel = (classId: string, importId: string) =>
    fixture.app.call(classesRoutes.cancelImport, { params: { classId, importId }, cookie: cookie() });
  const marked = (classId: string, importId: string, query = {}) =>
    fixture.app.call(classesRoutes.markedRoster, { params: { classId, importId }, query, cookie: cookie() });
  const kept = async () =>
    (
      await fixture.db.sql<{ files: number; rows: number }>(
        `SELECT (SELECT count(*) FROM classes_roster_import_files)::int AS files,
           (SELECT count(*) FROM classes_roster_import_rows)::int AS rows`,
      )
    )[0]!;
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
    const found = await preview(classId, csv(rowOf(a), ['陈', '1', '2', '', '无'], rowOf(b)));
    expect([found.state, found.good, found.bad, found.percent]).toEqual(['previewed', 2, 1, 100]);
    expect(found.fileName).toBe('名单.csv');
    const all = await rows(classId, found.id);
    expect(all.items[0]).toEqual(
      jasmine.objectContaining({ row: 2, maskedName: '林*华', maskedPhone: '138****0009', faults: [] }),
    );
    const codes = all.items[1]?.faults.map(({ column, code }) => `${column} ${code}`);
    expect(codes).toEqual(['name too-short', 'idNumber id-number', 'phone phone']);
    expect((await rows(classId, found.id, { show: 'faulty' })).items.map(({ row }) => row)).toEqual([3]);
    expect(await roster(classId)).toEqual([]);
    expect(await accounts())
      .withContext('no account is made by a preview')
      .toBe(before);
    const done = await accept(classId, found.id);
    expect([done.state, done.enrolled, done.leftOut]).toEqual(['accepted', 2, 1]);
    const [first, second] = await roster(classId);
    expect([first?.rosterNumber, second?.rosterNumber]).toEqual([1, 2]);
    expect(await fixture.identity.findAccountIds(fixture.db.sql, a.idNumber)).toEqual([first!.accountId]);
    const again = await order(classId, found.id);
    expect([again.status, again.body.rosterImport.enrolled]).withContext('once more').toEqual([200, 2]);
    const events = await fixture.db.sql<{ data: object }>(
      `SELECT data FROM platform_events WHERE kind = 'roster.imported' AND subject_id = $1`,
      [classId],
    );
    expect(events.map(({ data }) => data)).toEqual([{ importId: found.id, enrolled: 2, leftOut: 1 }]);
  });

  it('reads a workbook', async () => {
    const classId = await fixture.trainingClass();
    const cells = [
      heading,
      rowOf(someone(20)),
      [...rowOf(someone(21)).slice(0, 1), 350102196001011000, 1, '', ''],
    ];
    const found = await preview(classId, workbookOf(rowsXml(cells)));
    expect([found.good, found.bad]).toEqual([1, 1]);
    expect((await accept(classId, found.id)).enrolled).toBe(1);
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
    const found = await preview(classId, file);
    const { items } = await rows(classId, found.id);
    expect(items.map(({ faults }) => faults)).toEqual([
      [{ column: 'idNumber', code: 'already-enrolled' }],
      [{ column: 'phone', code: 'phone-taken' }],
      [{ column: 'employer', code: 'unknown-employer' }],
    ]);
    expect((await order(classId, found.id)).problem?.code).toBe('import-no-good-row');
    for (const { faults } of items) {
      for (const { code } of faults) expect(rosterFaultCodes as readonly string[]).toContain(code);
    }
  });

  it('gives the file back with what is wrong, which can be mended and given again', async () => {
    const classId = await fixture.trainingClass();
    const cells = [heading, rowOf(someone(90)), ['=1+1', someone(91).idNumber, someone(91).phone, '', '']];
    const found = await preview(classId, workbookOf(rowsXml(cells)));
    const copy = await marked(classId, found.id);
    expect(copy.headers.get('content-type')).toContain('spreadsheetml.sheet');
    expect(copy.headers.get('content-disposition')).toContain(encodeURIComponent('名单（已标注）.xlsx'));
    const again = await preview(classId, copy.bytes);
    expect([again.good, again.bad]).toEqual([1, 1]);
    const text = (
      await marked(classId, (await preview(classId, csv(['', '1', '2', '', '']))).id, { locale: 'en' })
    ).bytes;
    expect(text.toString()).toContain('Name: is missing; ID number: is not right');
    await cancel(classId, found.id);
    expect((await marked(classId, found.id)).problem?.code).toBe('import-gone');
  });

  it('checks again when it is accepted, and leaves out who came in meanwhile', async () => {
    const classId = await fixture.trainingClass();
    const [early, late] = [someone(40), someone(41)];
    const found = await preview(classId, csv(rowOf(early), rowOf(late)));
    await fixture.inTx((tx, at) => fixture.classes.enrol(tx, at, fixture.author, classId, early));
    const done = await accept(classId, found.id);
    expect([done.enrolled, done.leftOut]).toEqual([1, 1]);
  });

  it('is accepted once when it is accepted twice at once', async () => {
    const classId = await fixture.trainingClass();
    const { id } = await preview(classId, csv(rowOf(someone(50)), rowOf(someone(51))));
    const answers = await Promise.all([1, 2, 3].map(() => order(classId, id)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await settled(classId, id)).enrolled).toBe(2);
    expect((await roster(classId)).length).toBe(2);
  });

  it('lets two classes import the same new people at once', async () => {
    const [one, two] = [await fixture.trainingClass(), await fixture.trainingClass()];
    const people = Array.from({ length: 40 }, (_, i) => rowOf(someone(300 + i)));
    const [a, b] = await Promise.all([
      preview(one, csv(...people)),
      preview(two, csv(...people.toReversed())),
    ]);
    const done = await Promise.all([accept(one, a.id), accept(two, b.id)]);
    expect(done.map(({ enrolled }) => enrolled)).toEqual([40, 40]);
  });

  it('enrols nobody when it is given up, even in the middle', async () => {
    const classId = await fixture.trainingClass();
    const found = await preview(
      classId,
      csv(...Array.from({ length: 300 }, (_, i) => rowOf(someone(600 + i)))),
    );
    const before = await accounts();
    // The class is held, so that the work waits with its transaction open until the import is given up.
    await fixture.inTx(async (tx) => {
      await tx.sql('SELECT 1 FROM classes_classes WHERE id = $1 FOR UPDATE', [classId]);
      await order(classId, found.id);
      await wait(1500);
      expect((await cancel(classId, found.id)).status).toBe(204);
    });
    await wait(1500);
    expect((await view(classId, found.id)).state).toBe('cancelled');
    expect(await roster(classId)).toEqual([]);
    expect(await accounts()).toBe(before);
    expect((await cancel(classId, found.id)).problem?.code).toBe('import-gone');
    expect((await order(classId, found.id)).problem?.code).toBe('import-gone');
  }, 20_000);

  it('keeps file and rows sealed, for an hour at most, and none once accepted', async () => {
    const classId = await fixture.trainingClass('一班', 1);
    const person = someone(60);
    const stored = () =>
      fixture.db.sql<{ file: Buffer; row: Buffer }>(
        `SELECT f.sealed AS file, r.sealed AS row FROM classes_roster_imports i
         JOIN classes_roster_import_files f ON f.import_id = i.id
         JOIN classes_roster_import_rows r ON r.import_id = i.id WHERE i.class_id = $1`,
        [classId],
      );
    const first = await preview(classId, csv(rowOf(person)));
    const [before] = await stored();
    for (const text of [person.idNumber, Buffer.from(person.idNumber).toString('base64')]) {
      expect(before!.file.includes(text)).toBeFalse();
      expect(before!.row.includes(text)).toBeFalse();
    }
    await fixture.shiftClock(3_600_000);
    try {
      expect((await view(classId, first.id)).state).toBe('expired');
      expect((await order(classId, first.id)).problem?.code).toBe('import-gone');
      await fixture.classes.cleanUp();
      expect(await kept()).toEqual({ files: 0, rows: 0 });
      const second = await preview(classId, csv(rowOf(person)));
      await accept(classId, second.id);
      expect(await stored()).toEqual([]);
    } finally {
      await fixture.shiftClock(-3_600_000);
    }
  });

  it('refuses what is no roster, and keeps nothing of it', async () => {
    const classId = await fixture.trainingClass();
    const code = async (file: Buffer) => {
      const { state, fault } = await preview(classId, file);
      return state === 'failed' && fault;
    };
    const before = await kept();
    expect(await code(Buffer.from('姓名,手机\n陈,1'))).toBe('import-columns');
    expect(await code(csv())).toBe('import-empty');
    expect(await code(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]))).toBe('import-unreadable');
    const many = Array.from({ length: 20_001 }, () => ['陈', '1', '2']);
    expect(await code(csv(...many))).toBe('import-too-long');
    expect((await upload(classId, Buffer.alloc(4 * 1024 * 1024 + 1, 'a'))).problem?.code).toBe('too-large');
    expect(await kept()).toEqual(before);
  }, 20_000);

  it('belongs to the class it was previewed in, and to the institution', async () => {
    const [classId, other] = [await fixture.trainingClass(), await fixture.trainingClass()];
    const { id } = await preview(classId, csv(rowOf(someone(70))));
    expect((await order(other, id)).problem?.code).toBe('import-gone');
    expect((await order(classId, newId())).problem?.code).toBe('import-gone');
    expect((await order(classId, id, fixture.stranger.cookie)).status).toBe(404);
    expect((await upload(classId, csv(), fixture.instructor.cookie)).status).toBe(403);
  });

  it('takes a roster of 20,000 in one transaction', async () => {
    const classId = await fixture.trainingClass();
    const file = csv(...Array.from({ length: 20_000 }, (_, i) => rowOf(someone(1000 + i))));
    const found = await preview(classId, file);
    expect([found.good, found.bad]).toEqual([20_000, 0]);
    expect((await rows(classId, found.id, { page: 200 })).items.at(-1)?.row).toBe(20_001);
    const { enrolled, leftOut } = await accept(classId, found.id);
    expect([enrolled, leftOut]).toEqual([20_000, 0]);
    expect((await roster(classId)).at(-1)?.rosterNumber).toBe(20_000);
  }, 120_000);

  it('gives a template that it can read itself', async () => {
    const answer = await fixture.app.call(classesRoutes.rosterTemplate, {
      cookie: fixture.instructor.cookie,
    });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const classId = await fixture.trainingClass();
    const filled = Buffer.concat([answer.bytes, Buffer.from(rowOf(someone(80)).join(','))]);
    expect((await preview(classId, filled)).good).toBe(1);
  });
});
