import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import type { DeviceRow } from '@minjiang/shared/identity';
import { problemInterceptor } from '../../api/problem-interceptor.ts';
import { called } from '../../testing/called.ts';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { ConfirmDialogHarness } from '../../ui/confirm-dialog.harness.ts';
import { MyDevicesCard } from './my-devices-card.ts';

const own: DeviceRow = {
  ...{ id: '0199b1a0-0000-7000-8000-000000000001', kind: 'home', room: '', name: '家里的电脑' },
  ...{ state: 'active', heldReason: null, keyStore: 'safe', program: '1.0.0' },
  ...{ enrolledAt: '2026-11-20T01:00:00Z', lastSeenAt: null },
};

describe('own devices', () => {
  async function make(...devices: DeviceRow[]) {
    TestBed.configureTestingModule({
      providers: [
        provideTestTexts(),
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
      ],
    });
    const server = TestBed.inject(HttpTestingController);
    const fixture = TestBed.createComponent(MyDevicesCard);
    TestBed.tick();
    server.expectOne('/api/v1/me/devices').flush({ devices });
    await fixture.whenStable();
    const card = fixture.nativeElement as HTMLElement;
    return {
      ...{ server, text: () => card.textContent, remove: () => card.querySelector('button')!.click() },
      question: () => TestbedHarnessEnvironment.documentRootLoader(fixture).getHarness(ConfirmDialogHarness),
    };
  }

  it('are listed with their last use', async () => {
    const { text } = await make(own, { ...own, id: own.id.replace(/1$/, '2'), lastSeenAt: own.enrolledAt });
    expect(text()).toContain('家里的电脑');
    expect(text()).toContain('登记于 2026-11-20 09:00，还没有使用');
    expect(text()).toContain('最近使用：2026-11-20 09:00');
  });

  it('may be none', async () => {
    expect((await make()).text()).toContain('还没有登记设备');
  });

  it('that are held say why and what to do', async () => {
    const { text } = await make({ ...own, state: 'held', heldReason: 'start-twice' });
    expect(text()).toContain('已停用');
    expect(text()).toContain('密钥被复制');
  });

  it('are removed once that is confirmed, by name', async () => {
    const { server, remove, question } = await make(own);
    remove();
    const asked = await question();
    expect(await asked.heading()).toBe('移除“家里的电脑”？');
    await asked.confirm();
    const call = await called(server, `/api/v1/me/devices/${own.id}`);
    expect(call.request.method).toBe('DELETE');
  });
});
