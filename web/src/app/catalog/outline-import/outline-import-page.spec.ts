import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { By } from '@angular/platform-browser';
import { provideRouter, Router } from '@angular/router';
import type { OutlineCheck } from '@minjiang/shared/catalog';
import { problemInterceptor } from '../../api/problem-interceptor.ts';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { FileDrop } from '../../ui/file-drop.ts';
import { OutlineImportPage } from './outline-import-page.ts';

const outline = (more: Partial<OutlineCheck> = {}): OutlineCheck => ({
  courses: 1,
  chapters: 1,
  lessons: 1,
  bad: 0,
  rows: [
    {
      row: 2,
      course: '电工',
      chapter: '第一章',
      lesson: '急救',
      kind: 'video',
      minutes: 20,
      asset: 'a.mp4',
      faults: [],
    },
  ],
  markedCopy: null,
  ...more,
});

describe('importing a programme', () => {
  const settle = () => new Promise((done) => setTimeout(done, 20));
  async function make(found: OutlineCheck) {
    TestBed.configureTestingModule({
      providers: [
        provideTestTexts(),
        provideRouter([]),
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
      ],
    });
    const server = TestBed.inject(HttpTestingController);
    const fixture = TestBed.createComponent(OutlineImportPage);
    await settle();
    const drop = fixture.debugElement.query(By.directive(FileDrop)).componentInstance as FileDrop;
    drop.chosen.emit([new File(['a,b'], '电工.csv')]);
    for (let tries = 0; tries < 100; tries += 1) {
      const [call] = server.match('/api/v1/programme-outline-checks');
      if (call) {
        call.flush({ outline: found });
        break;
      }
      await settle();
    }
    await settle();
    const host = fixture.nativeElement as HTMLElement;
    const button = (text: string) =>
      [...host.querySelectorAll('button')].find((each) => each.textContent.includes(text));
    return { host, server, button };
  }

  it('shows what an outline would become, and makes it a draft when it is accepted', async () => {
    const { host, server, button } = await make(outline());
    expect(host.textContent).toContain('1 门课程、1 章、1 节');
    expect(host.querySelector('input')?.value).toBe('电工');
    server.expectNone('/api/v1/programme-imports');
    const went = spyOn(TestBed.inject(Router), 'navigate').and.resolveTo(true);
    button('建立培训项目')?.click();
    await settle();
    const call = server.expectOne('/api/v1/programme-imports');
    const body = call.request.body as { name: string; fileName: string; programmeId: string };
    expect([body.name, body.fileName]).toEqual(['电工', '电工.csv']);
    call.flush({ type: '', title: '', status: 422, code: 'outline-faults' }, { status: 422, statusText: '' });
    await settle();
    button('建立培训项目')?.click();
    await settle();
    const again = server.expectOne('/api/v1/programme-imports');
    expect((again.request.body as { programmeId: string }).programmeId)
      .withContext('the same programme')
      .toBe(body.programmeId);
    expect(went).not.toHaveBeenCalled();
  });

  it('names every fault by row and column, and offers the marked copy instead of acceptance', async () => {
    const faulty = outline().rows.map((row) => ({
      ...row,
      faults: [{ column: 'asset', code: 'unknown-asset' }],
    }));
    const { host, button } = await make(
      outline({ bad: 1, rows: faulty, markedCopy: { fileName: 'x.csv', content: 'YQ==' } }),
    );
    expect(host.querySelector('.fault')?.textContent).toContain('视频资源：本机构没有这个名称或编号的资源');
    expect(button('下载已标注的文件')).toBeDefined();
    expect(button('建立培训项目')).toBeUndefined();
  });
});
