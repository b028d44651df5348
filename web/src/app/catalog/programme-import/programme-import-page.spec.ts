import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { By } from '@angular/platform-browser';
import { provideRouter, Router } from '@angular/router';
import type { OutlineRow, ProgrammeImport } from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import { problemInterceptor } from '../../api/problem-interceptor.ts';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { FileDrop } from '../../ui/file-drop.ts';
import { ImportPageHarness } from '../../ui/imports/import-page.harness.ts';
import { ProgrammeImportPage } from './programme-import-page.ts';

const row = (at: number, faults: OutlineRow['faults'] = []): OutlineRow => ({
  row: at,
  programme: '',
  course: '电工',
  chapter: '第一章',
  lesson: '急救',
  kind: 'video',
  minutes: 20,
  asset: 'a.mp4',
  faults,
});
const importOf = (more: Partial<ProgrammeImport> = {}): ProgrammeImport => ({
  id: newId(),
  fileName: '电工.csv',
  state: 'previewed',
  step: null,
  percent: 100,
  fault: null,
  good: 2,
  bad: 0,
  named: false,
  programmes: 1,
  courses: 1,
  chapters: 1,
  made: null,
  programmeId: null,
  expiresAt: '2026-11-24T07:05:00Z',
  ...more,
});
const base = '/api/v1/programme-imports';

describe('importing programmes', () => {
  const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
  const settle = () => wait(20);

  async function make() {
    TestBed.configureTestingModule({
      providers: [
        provideTestTexts(),
        provideRouter([]),
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
      ],
    });
    const server = TestBed.inject(HttpTestingController);
    const fixture = TestBed.createComponent(ProgrammeImportPage);
    const page = await TestbedHarnessEnvironment.harnessForFixture(fixture, ImportPageHarness);
    /** A call that is made once something was read or pressed, however long that takes. */
    const arrived = async (url: string) => {
      for (let tries = 0; tries < 100; tries += 1) {
        const [call] = server.match(url);
        if (call) return call;
        await settle();
      }
      throw new Error(`nobody called ${url}`);
    };
    const choose = async () => {
      const drop = fixture.debugElement.query(By.directive(FileDrop)).componentInstance as FileDrop;
      drop.chosen.emit([new File(['a,b'], '电工.csv')]);
      await settle();
    };
    const open = async (programmeImport: ProgrammeImport) => {
      fixture.componentRef.setInput('import', programmeImport.id);
      (await arrived(`${base}/${programmeImport.id}`)).flush({ programmeImport });
      await settle();
    };
    const showRows = async (importId: string, items: OutlineRow[], show = 'all') => {
      const page = { items, total: items.length, page: 1, pageSize: 50 };
      (await arrived(`${base}/${importId}/rows?page=1&pageSize=50&show=${show}`)).flush(page);
      await settle();
    };
    const address = () => TestBed.inject(Router).url;
    return { page, server, fixture, arrived, choose, open, showRows, address };
  }

  it('sends the file and keeps the import in the address', async () => {
    const { choose, arrived, address } = await make();
    await choose();
    const programmeImport = importOf({ state: 'waiting', percent: 0 });
    const call = await arrived(base);
    expect((call.request.body as { fileName: string }).fileName).toBe('电工.csv');
    call.flush({ programmeImport });
    await settle();
    expect(address()).toBe(`/?import=${programmeImport.id}`);
  });

  it('tells how far it is, asks again, and can be stopped', async () => {
    const { page, arrived, open, address } = await make();
    const programmeImport = importOf({ state: 'accepting', step: 'writing', percent: 61 });
    await open(programmeImport);
    expect(await page.text()).toContain('写入培训项目');
    expect(await page.text()).toContain('61 %');
    await wait(1000);
    (await arrived(`${base}/${programmeImport.id}`)).flush({
      programmeImport: { ...programmeImport, percent: 83 },
    });
    await settle();
    expect(await page.text()).toContain('83 %');
    const pressed = page.press('停止，不导入');
    const call = await arrived(`${base}/${programmeImport.id}`);
    expect(call.request.method).toBe('DELETE');
    call.flush(null, { status: 204, statusText: '' });
    await pressed;
    await settle();
    expect(address()).toBe('/');
  });

  it('shows what an outline would become, asks what it is called, and leads to the draft', async () => {
    const { page, server, arrived, open, showRows } = await make();
    const programmeImport = importOf();
    await open(programmeImport);
    await showRows(programmeImport.id, [row(2), row(3)]);
    expect(await page.text()).toContain('1 门课程、1 章、2 节');
    expect(await page.entered('名称')).toBe('电工');
    expect(await page.has('下载已标注的文件')).toBeFalse();
    server.expectNone(`${base}/${programmeImport.id}/acceptance`);
    const pressed = page.press('建立培训项目');
    const call = await arrived(`${base}/${programmeImport.id}/acceptance`);
    expect(call.request.body).toEqual({ name: '电工', occupationCode: null });
    const programmeId = newId();
    call.flush({ programmeImport: { ...programmeImport, state: 'accepted', made: 1, programmeId } });
    await pressed;
    await settle();
    expect(await page.text()).toContain('已建立 1 个培训项目，共 2 节');
    expect(await page.link('打开培训项目')).toBe(`/programmes/${programmeId}`);
  });

  it('asks for no name where the file names its programmes', async () => {
    const { page, arrived, open, showRows } = await make();
    const programmeImport = importOf({ named: true, programmes: 2, courses: 2, chapters: 2 });
    await open(programmeImport);
    await showRows(programmeImport.id, [{ ...row(2), programme: '电工（四级）' }]);
    expect(await page.text()).toContain('2 个培训项目，共 2 门课程、2 章、2 节');
    expect(await page.text()).toContain('电工（四级）');
    const pressed = page.press('建立 2 个培训项目');
    const call = await arrived(`${base}/${programmeImport.id}/acceptance`);
    expect(call.request.body).toEqual({});
    call.flush({ programmeImport: { ...programmeImport, state: 'accepted', made: 2 } });
    await pressed;
    await settle();
    expect(await page.link('查看培训项目')).toBe('/programmes');
  });

  it('names every fault by row and column, and offers the marked copy instead of acceptance', async () => {
    const { page, open, showRows } = await make();
    const programmeImport = importOf({ good: 1, bad: 1 });
    await open(programmeImport);
    await showRows(programmeImport.id, [row(3, [{ column: 'asset', code: 'unknown-asset' }])], 'faulty');
    expect(await page.outcomes()).toEqual(['视频资源：本机构没有这个名称或编号的资源']);
    expect(await page.link('下载已标注的文件')).toBe(
      `${base}/${programmeImport.id}/marked-copy?locale=zh-CN`,
    );
    expect(await page.has('建立培训项目')).toBeFalse();
    expect(await page.has('放弃')).toBeTrue();
  });

  it('says what is wrong with the name that was given, beside the field', async () => {
    const { page, arrived, open, showRows } = await make();
    const programmeImport = importOf();
    await open(programmeImport);
    await showRows(programmeImport.id, [row(2)]);
    const pressed = page.press('建立培训项目');
    const errors = [{ in: 'body', path: 'name', code: 'required', message: '' }];
    (await arrived(`${base}/${programmeImport.id}/acceptance`)).flush(
      { type: '', title: '', status: 400, code: 'invalid', errors },
      { status: 400, statusText: '' },
    );
    await pressed;
    await settle();
    expect(await page.text()).toContain('请填写');
    expect(await page.has('建立培训项目')).toBeTrue();
  });

  for (const [what, id, status, code] of [
    ['there is no such import, or no longer', newId(), 404, 'not-found'],
    ['its address names nothing that could be one', 'nonsense', 400, 'invalid'],
  ] as const)
    it(`says so when ${what}`, async () => {
      const { page, fixture, arrived, address } = await make();
      fixture.componentRef.setInput('import', id);
      (await arrived(`${base}/${id}`)).flush(
        { type: '', title: '', status, code },
        { status, statusText: '' },
      );
      await settle();
      expect(await page.text()).toContain('没有找到这次导入');
      expect(await page.has('重试')).toBeFalse();
      await page.press('导入另一个文件');
      await settle();
      expect(address()).toBe('/');
    });
});
