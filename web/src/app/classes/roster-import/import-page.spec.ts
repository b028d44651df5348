import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { By } from '@angular/platform-browser';
import { provideRouter, Router } from '@angular/router';
import type { ImportRow, RosterImport } from '@minjiang/shared/classes';
import { newId } from '@minjiang/shared/kernel';
import { problemInterceptor } from '../../api/problem-interceptor.ts';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { FileDrop } from '../../ui/file-drop.ts';
import { ClassStore } from '../class/class-store.ts';
import { progressPageOf, sampleClass } from '../testing/sample-class.ts';
import { ImportPage } from './import-page.ts';
import { ImportPageHarness } from '../../ui/imports/import-page.harness.ts';

const row = (at: number, faults: ImportRow['faults'] = []): ImportRow => ({
  row: at,
  maskedName: '林*华',
  maskedPhone: '138****0001',
  maskedIdNumber: '350***********1014',
  faults,
});
const importOf = (more: Partial<RosterImport> = {}): RosterImport => ({
  id: newId(),
  fileName: 'roster.csv',
  state: 'previewed',
  step: null,
  percent: 100,
  fault: null,
  good: 2,
  bad: 1,
  enrolled: null,
  leftOut: null,
  expiresAt: '2026-11-24T07:05:00Z',
  ...more,
});

describe('importing a roster', () => {
  async function make() {
    TestBed.configureTestingModule({
      providers: [
        provideTestTexts(),
        provideRouter([]),
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        ClassStore,
      ],
    });
    const server = TestBed.inject(HttpTestingController);
    const trainingClass = sampleClass();
    const base = `/api/v1/classes/${trainingClass.id}`;
    TestBed.inject(ClassStore).classId.set(trainingClass.id);
    TestBed.tick();
    server.expectOne(base).flush({ trainingClass });
    server.expectOne(`${base}/progress?pageSize=1`).flush(progressPageOf());
    await settle();
    const fixture = TestBed.createComponent(ImportPage);
    const page = await TestbedHarnessEnvironment.harnessForFixture(fixture, ImportPageHarness);
    const choose = async (content = 'a,b') => {
      const drop = fixture.debugElement.query(By.directive(FileDrop)).componentInstance as FileDrop;
      drop.chosen.emit([new File([content], 'roster.csv')]);
      await settle();
    };
    /** A call that is made once the file was read, however long that takes. */
    const arrived = async (url: string) => {
      for (let tries = 0; tries < 100; tries += 1) {
        const [call] = server.match(url);
        if (call) return call;
        await settle();
      }
      throw new Error(`nobody called ${url}`);
    };
    const open = async (rosterImport: RosterImport) => {
      fixture.componentRef.setInput('import', rosterImport.id);
      (await arrived(`${base}/roster-imports/${rosterImport.id}`)).flush({ rosterImport });
      await settle();
    };
    const showRows = async (importId: string, items: ImportRow[], show = 'faulty') => {
      const query = `page=1&pageSize=50&show=${show}`;
      const page = { items, total: items.length, page: 1, pageSize: 50 };
      (await arrived(`${base}/roster-imports/${importId}/rows?${query}`)).flush(page);
      await settle();
    };
    const showClass = async () => {
      (await arrived(base)).flush({ trainingClass });
      (await arrived(`${base}/progress?pageSize=1`)).flush(progressPageOf());
    };
    const address = () => TestBed.inject(Router).url;
    return { page, server, base, choose, arrived, open, showRows, showClass, address };
  }
  const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
  const settle = () => wait(20);
  const refusal = (code: string) =>
    [
      { type: '', title: '', status: 409, code },
      { status: 409, statusText: '' },
    ] as const;

  it('sends the file and keeps the import in the address', async () => {
    const { base, choose, arrived, address } = await make();
    await choose();
    const rosterImport = importOf({ state: 'waiting', percent: 0 });
    (await arrived(`${base}/roster-imports`)).flush({ rosterImport });
    await settle();
    expect(address()).toBe(`/?import=${rosterImport.id}`);
  });

  it('tells how far it is and what it does now, asks again, and can be stopped', async () => {
    const { page, base, open, arrived, address } = await make();
    const rosterImport = importOf({ state: 'checking', step: 'checking', percent: 37 });
    await open(rosterImport);
    expect(await page.text()).toContain('正在检查 roster.csv');
    expect(await page.text()).toContain('逐行核对');
    expect(await page.text()).toContain('37 %');
    const later = { ...rosterImport, percent: 61 };
    await wait(1000);
    (await arrived(`${base}/roster-imports/${rosterImport.id}`)).flush({ rosterImport: later });
    await settle();
    expect(await page.text()).toContain('61 %');
    const pressed = page.press('停止，不导入');
    const call = await arrived(`${base}/roster-imports/${rosterImport.id}`);
    expect(call.request.method).toBe('DELETE');
    call.flush(null, { status: 204, statusText: '' });
    await pressed;
    await settle();
    expect(address()).toBe('/');
  });

  it('shows every fault by row and column, and offers the marked copy; nothing is written before', async () => {
    const { page, server, open, showRows, base } = await make();
    const rosterImport = importOf();
    await open(rosterImport);
    await showRows(rosterImport.id, [row(4, [{ column: 'idNumber', code: 'id-number' }])]);
    expect(await page.outcomes()).toEqual(['身份证号：号码不对，请核对 18 位']);
    expect(await page.text()).toContain('2 行可以导入，1 行有问题');
    expect(await page.link('下载已标注的文件')).toBe(
      `${base}/roster-imports/${rosterImport.id}/marked-copy?locale=zh-CN`,
    );
    expect(await page.link('全部 3 行')).toContain('show=all');
    server.expectNone(({ url }) => url.endsWith('/acceptance'));
  });

  it('says how many were enrolled and how many were left out', async () => {
    const { page, base, open, showRows, showClass, arrived } = await make();
    const rosterImport = importOf();
    await open(rosterImport);
    await showRows(rosterImport.id, []);
    const pressed = page.press('导入没有问题的 2 名学员');
    const accepting = { ...rosterImport, state: 'accepting', step: 'accounts', percent: 0 };
    (await arrived(`${base}/roster-imports/${rosterImport.id}/acceptance`)).flush({
      rosterImport: accepting,
    });
    const accepted = { ...rosterImport, state: 'accepted', enrolled: 2, leftOut: 1 };
    await wait(1000);
    (await arrived(`${base}/roster-imports/${rosterImport.id}`)).flush({ rosterImport: accepted });
    await showClass();
    await pressed;
    await settle();
    expect(await page.text()).toContain('已导入 2 名学员');
    expect(await page.text()).toContain('1 行没有导入');
  });

  it('says why a file was not taken, and offers to choose another', async () => {
    const { page, open } = await make();
    await open(importOf({ state: 'failed', fault: 'import-columns' }));
    expect(await page.text()).toContain('没有写入任何内容');
    expect(await page.has('导入另一个文件')).toBeTrue();
  });

  it('looks again when what is accepted has expired', async () => {
    const { page, base, open, showRows, arrived } = await make();
    const rosterImport = importOf();
    await open(rosterImport);
    await showRows(rosterImport.id, []);
    const pressed = page.press('导入没有问题的');
    (await arrived(`${base}/roster-imports/${rosterImport.id}/acceptance`)).flush(...refusal('import-gone'));
    (await arrived(`${base}/roster-imports/${rosterImport.id}`)).flush({
      rosterImport: { ...rosterImport, state: 'expired' },
    });
    await pressed;
    await settle();
    expect(await page.text()).toContain('检查结果已经过期');
  });

  it('does not send an empty file', async () => {
    const { page, server, base, choose } = await make();
    await choose('');
    server.expectNone(`${base}/roster-imports`);
    expect(await page.text()).toContain('文件里没有内容');
  });
});
