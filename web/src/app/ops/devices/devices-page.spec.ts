import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { provideRouter } from '@angular/router';
import type { DeviceRow } from '@minjiang/shared/identity';
import { firstValueFrom } from 'rxjs';
import { problemInterceptor } from '../../api/problem-interceptor.ts';
import { called } from '../../testing/called.ts';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { ConfirmDialogHarness } from '../../ui/confirm-dialog.harness.ts';
import { DevicesPage } from './devices-page.ts';
import { DevicesTableHarness } from './devices-table.harness.ts';
import { sampleDevice } from './testing/sample-device.ts';

describe('the page of a centre’s machines', () => {
  async function make(items: DeviceRow[], address: { state?: string; room?: string } = {}) {
    TestBed.configureTestingModule({
      providers: [
        provideTestTexts(),
        provideRouter([]),
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
      ],
    });
    const server = TestBed.inject(HttpTestingController);
    const fixture = TestBed.createComponent(DevicesPage);
    for (const [name, value] of Object.entries(address)) fixture.componentRef.setInput(name, value);
    TestBed.tick();
    const call = server.expectOne(({ url }) => url.startsWith('/api/v1/devices'));
    const rooms = [...new Set(items.map(({ room }) => room))];
    call.flush({ items, total: items.length, page: 1, pageSize: 20, rooms });
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    const inPage = TestbedHarnessEnvironment.loader(fixture);
    return {
      server,
      asked: call.request.urlWithParams,
      text: () => host.textContent,
      options: () => [...host.querySelectorAll('option')].map(({ value }) => value),
      table: () => inPage.getHarness(DevicesTableHarness),
      question: () => TestbedHarnessEnvironment.documentRootLoader(fixture).getHarness(ConfirmDialogHarness),
    };
  }

  it('says what to do first where there is no machine', async () => {
    const { text } = await make([]);
    expect(text()).toContain('还没有登记学习机');
    expect(text()).toContain('安装并打开客户端');
  });

  it('asks for the room and the state of the address, and leaves out what is none', async () => {
    const { asked, text, options } = await make([], { room: '402 机房', state: 'broken' });
    expect(decodeURIComponent(asked)).toBe('/api/v1/devices?page=1&room=402 机房');
    expect(text()).toContain('没有这样的学习机');
    expect(options()).toContain('402 机房');
  });

  it('decides nothing that one has not confirmed, by name and room', async () => {
    const row = sampleDevice({ state: 'held', heldReason: 'start-back' });
    const { server, table, question } = await make([row]);
    await (await table()).press('恢复使用');
    const asked = await question();
    expect(await asked.heading()).toBe('恢复使用“07 号机”（301 机房）？');
    await asked.cancel();
    await firstValueFrom(TestBed.inject(MatDialog).afterAllClosed);
    await new Promise((done) => setTimeout(done, 10));
    server.expectNone(({ method }) => method === 'POST');
  });

  it('sends what was confirmed', async () => {
    const row = sampleDevice();
    const { server, table, question } = await make([row]);
    await (await table()).press('移除');
    await (await question()).confirm();
    const call = await called(server, `/api/v1/devices/${row.id}/decisions`);
    expect(call.request.body).toEqual({ decision: 'remove' });
  });
});
