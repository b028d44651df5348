import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { By } from '@angular/platform-browser';
import { provideRouter } from '@angular/router';
import type { RosterImport } from '@minjiang/shared/classes';
import { newId } from '@minjiang/shared/kernel';
import { problemInterceptor } from '../../api/problem-interceptor.ts';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { FileDrop } from '../../ui/file-drop.ts';
import { ClassStore } from '../class/class-store.ts';
import { progressPageOf, sampleClass } from '../testing/sample-class.ts';
import { ImportPage } from './import-page.ts';
import { ImportPageHarness } from './import-page.harness.ts';

const row = (at: number, faults: RosterImport['rows'][number]['faults'] = []) => ({
  row: at,
  maskedName: '林*华',
  maskedPhone: '138****0001',
  maskedIdNumber: '350***********1014',
  faults,
});
const preview = (): RosterImport => ({
  id: newId(),
  fileName: 'roster.csv',
  state: 'previewed',
  good: 2,
  bad: 1,
  rows: [row(2), row(3), row(4, [{ column: 'idNumber', code: 'id-number' }])],
  expiresAt: '2026-11-24T07:05:00Z',
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
    const showClass = async () => {
      (await arrived(base)).flush({ trainingClass });
      (await arrived(`${base}/progress?pageSize=1`)).flush(progressPageOf());
    };
    return { page, server, base, choose, arrived, showClass };
  }
  const settle = () => new Promise((done) => setTimeout(done, 20));
  const refusal = (code: string) =>
    [
      { type: '', title: '', status: 409, code },
      { status: 409, statusText: '' },
    ] as const;

  it('shows every fault by row and column, and writes nothing before it is accepted', async () => {
    const { page, server, base, choose, arrived } = await make();
    await choose();
    (await arrived(`${base}/roster-imports`)).flush({ rosterImport: preview() });
    await settle();
    expect(await page.faults()).toEqual(['第 4 行 · 身份证号：号码不对，请核对 18 位']);
    expect(await page.text()).toContain('2 行可以导入，1 行有问题');
    await page.press('放弃');
    expect(await page.has('选择文件')).toBeTrue();
    server.expectNone(({ url }) => url.endsWith('/acceptance'));
  });

  it('says how many were enrolled and how many were left out', async () => {
    const { page, base, choose, arrived, showClass } = await make();
    await choose();
    const rosterImport = preview();
    (await arrived(`${base}/roster-imports`)).flush({ rosterImport });
    await settle();
    const pressed = page.press('导入没有问题的 2 名学员');
    (await arrived(`${base}/roster-imports/${rosterImport.id}/acceptance`)).flush({
      enrolled: 2,
      leftOut: 1,
    });
    await showClass();
    await pressed;
    await settle();
    expect(await page.text()).toContain('已导入 2 名学员');
    expect(await page.text()).toContain('1 行没有导入');
  });

  it('offers to check the same file again when its preview has expired', async () => {
    const { page, base, choose, arrived } = await make();
    await choose();
    const rosterImport = preview();
    (await arrived(`${base}/roster-imports`)).flush({ rosterImport });
    await settle();
    const pressed = page.press('导入没有问题的');
    (await arrived(`${base}/roster-imports/${rosterImport.id}/acceptance`)).flush(...refusal('import-gone'));
    await pressed;
    await settle();
    expect(await page.text()).toContain('没有写入任何内容');
    const again = page.press('重新检查同一个文件');
    (await arrived(`${base}/roster-imports`)).flush({ rosterImport: preview() });
    await again;
    await settle();
    expect(await page.has('导入没有问题的 2 名学员')).toBeTrue();
  });

  it('does not send an empty file', async () => {
    const { page, server, base, choose } = await make();
    await choose('');
    server.expectNone(`${base}/roster-imports`);
    expect(await page.text()).toContain('文件里没有学员');
  });
});
