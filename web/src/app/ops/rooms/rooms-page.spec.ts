import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { RoomRow } from '@minjiang/shared/identity';
import { newId } from '@minjiang/shared/kernel';
import { problemInterceptor } from '../../api/problem-interceptor.ts';
import { called } from '../../testing/called.ts';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { ConfirmDialogHarness } from '../../ui/confirm-dialog.harness.ts';
import { RoomsPage } from './rooms-page.ts';

describe('the rooms of a centre', () => {
  async function make(rooms: RoomRow[]) {
    TestBed.configureTestingModule({
      providers: [
        provideTestTexts(),
        provideRouter([]),
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
      ],
    });
    const server = TestBed.inject(HttpTestingController);
    const fixture = TestBed.createComponent(RoomsPage);
    TestBed.tick();
    server.expectOne('/api/v1/rooms').flush({ rooms });
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    const settled = () => new Promise((done) => setTimeout(done, 20)).then(() => fixture.whenStable());
    const buttons = (words: string) =>
      [...host.querySelectorAll('button')].filter((button) => button.textContent.includes(words));
    return {
      server,
      settled,
      buttons,
      text: () => host.textContent,
      async press(words: string) {
        buttons(words)[0]!.click();
        await settled();
      },
      async enter(name: string) {
        const field = document.querySelector<HTMLInputElement>('mj-room-dialog input')!;
        field.value = name;
        field.dispatchEvent(new Event('input'));
        await settled();
        document.querySelector<HTMLButtonElement>('mj-room-dialog button[type=submit]')!.click();
      },
      question: () => TestbedHarnessEnvironment.documentRootLoader(fixture).getHarness(ConfirmDialogHarness),
    };
  }
  const [full, empty] = [
    { id: newId(), name: '301 机房', machines: 12 },
    { id: newId(), name: '402 机房', machines: 0 },
  ];

  it('are added by their name', async () => {
    const { server, text, press, enter } = await make([]);
    expect(text()).toContain('还没有教室');
    await press('添加教室');
    await enter(' 305 机房 ');
    const call = await called(server, '/api/v1/rooms');
    expect(call.request.body).toEqual({ name: '305 机房' });
  });

  it('are called otherwise, and say which name is taken', async () => {
    const { server, text, press, enter, settled } = await make([full, empty]);
    await press('改名');
    await enter('402 机房');
    const call = await called(server, `/api/v1/rooms/${full.id}`);
    expect(call.request.body).toEqual({ name: '402 机房' });
    const problem = { type: '', title: '', status: 409, code: 'room-known' };
    call.flush(problem, { status: 409, statusText: '' });
    (await called(server, '/api/v1/rooms')).flush({ rooms: [full, empty] });
    await settled();
    expect(text()).toContain('同名');
  });

  it('are closed when no machine stands in them, and when it was confirmed', async () => {
    const { server, buttons, press, question } = await make([full, empty]);
    expect(buttons('关闭').length).toBe(1);
    await press('关闭');
    const asked = await question();
    expect(await asked.heading()).toBe('关闭“402 机房”？');
    await asked.confirm();
    const call = await called(server, `/api/v1/rooms/${empty.id}`);
    expect(call.request.method).toBe('DELETE');
  });
});
