import { Clipboard } from '@angular/cdk/clipboard';
import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { problemInterceptor } from '../../api/problem-interceptor.ts';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { CodeDialog } from './code-dialog.ts';

const code = '7K3MPQ4XA9ZTW';

describe('a code for a machine', () => {
  async function make() {
    const dialog = { disableClose: false };
    const copied: string[] = [];
    TestBed.configureTestingModule({
      providers: [
        provideTestTexts(),
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        { provide: MAT_DIALOG_DATA, useValue: { rooms: ['301 机房'], room: '301 机房' } },
        { provide: MatDialogRef, useValue: dialog },
        { provide: Clipboard, useValue: { copy: (text: string) => copied.push(text) > 0 } },
      ],
    });
    const fixture = TestBed.createComponent(CodeDialog);
    await fixture.whenStable();
    const page = fixture.nativeElement as HTMLElement;
    const inputs = () => [...page.querySelectorAll('input')];
    const settled = () => new Promise((done) => setTimeout(done, 10)).then(() => fixture.whenStable());
    return {
      ...{ dialog, copied, server: TestBed.inject(HttpTestingController) },
      text: () => page.textContent,
      code: () => page.querySelector('.code')?.textContent.replaceAll(/\s/g, ''),
      values: () => inputs().map(({ value }) => value),
      settled,
      name(text: string) {
        const field = inputs()[1]!;
        field.value = text;
        field.dispatchEvent(new Event('input'));
      },
      async press(text: string) {
        [...page.querySelectorAll('button')].find((button) => button.textContent.includes(text))!.click();
        await settled();
      },
    };
  }

  const issue = async () => {
    const of = await make();
    of.name(' 08 号机 ');
    await of.press('生成登记码');
    const call = of.server.expectOne('/api/v1/devices/codes');
    call.flush({ code, expiresAt: '2026-11-24T06:05:00Z' });
    await of.settled();
    return { ...of, body: call.request.body as unknown };
  };

  it('is not made without a name', async () => {
    const { server, press, dialog } = await make();
    await press('生成登记码');
    server.expectNone('/api/v1/devices/codes');
    expect(dialog.disableClose).toBeFalse();
  });

  it('is made for a room and a name', async () => {
    expect((await issue()).body).toEqual({ room: '301 机房', name: '08 号机' });
  });

  it('is shown in groups with its end, and is not lost by a slip of the hand', async () => {
    const { code: shown, text, dialog } = await issue();
    expect(shown()).toBe('7K3M-PQ4X-A9ZTW');
    expect(text()).toContain('2026-11-24 14:05');
    expect(dialog.disableClose).toBeTrue();
  });

  it('is copied as it is shown', async () => {
    const { press, copied, text } = await issue();
    await press('复制登记码');
    expect(copied).toEqual(['7K3M-PQ4X-A9ZTW']);
    expect(text()).toContain('已复制');
  });

  it('makes room for the next machine of the same room', async () => {
    const { press, values, code: shown } = await issue();
    await press('登记下一台');
    expect(shown()).toBeUndefined();
    expect(values()).toEqual(['301 机房', '']);
  });
});
