import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { knownSignals, type WallTile } from '@minjiang/shared/identity';
import { newId } from '@minjiang/shared/kernel';
import { problemInterceptor } from '../../api/problem-interceptor.ts';
import { called } from '../../testing/called.ts';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { ConfirmDialogHarness } from '../../ui/confirm-dialog.harness.ts';
import { sampleTile } from './testing/sample-tile.ts';
import { WallPage } from './wall-page.ts';

describe('the wall of machines', () => {
  async function make(tiles: WallTile[], address: { room?: string; organisationId?: string } = {}) {
    TestBed.configureTestingModule({
      providers: [
        provideTestTexts(),
        provideRouter([]),
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
      ],
    });
    const server = TestBed.inject(HttpTestingController);
    const fixture = TestBed.createComponent(WallPage);
    for (const [name, value] of Object.entries(address)) fixture.componentRef.setInput(name, value);
    TestBed.tick();
    const call = server.expectOne(({ url }) => url.includes('/wall'));
    const asOf = '2026-11-24T06:06:00Z';
    const rooms = [{ id: newId(), name: '301 机房', machines: tiles.length }];
    const of = { tiles, total: 1000, counts: { incident: 58, 'in-use': 812, idle: 130 } };
    call.flush({ centreName: '鼓楼培训点', asOf, leastProgram: null, ...of, rooms });
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    const settled = () => new Promise((done) => setTimeout(done, 20)).then(() => fixture.whenStable());
    return {
      ...{ server, settled, asked: decodeURIComponent(call.request.urlWithParams) },
      text: () => host.textContent,
      tiles: () => [...host.querySelectorAll('mj-machine-tile')].map((tile) => tile.textContent),
      buttons: () => [...host.querySelectorAll('.acts button')].map((button) => button.textContent.trim()),
      boxes: () => [...host.querySelectorAll<HTMLInputElement>('mj-machine-tile input')],
      async press(words: string) {
        const buttons = [...host.querySelectorAll('button')];
        buttons.find((button) => button.textContent.includes(words))!.click();
        await settled();
      },
      question: () => TestbedHarnessEnvironment.documentRootLoader(fixture).getHarness(ConfirmDialogHarness),
    };
  }

  it('says of each machine what there is to do, how long it has been gone, and what became of the last order', async () => {
    const order = {
      ...{ id: newId(), kind: 'lock' as const, progress: 'sent' as const, orderedAt: '2026-11-24T06:05:00Z' },
      ...{ arrivedAt: null, doneAt: null, expiresAt: null },
    };
    const { tiles } = await make([
      sampleTile({ group: 'incident', incidents: ['held', 'not-seen'], reachable: false, order }),
      sampleTile({ group: 'incident', incidents: ['signal'], signals: [...knownSignals, 'strange-one'] }),
      sampleTile({ group: 'in-use', occupied: true }),
    ]);
    const [gone, watched, used] = tiles();
    for (const words of ['已停用', '不在线', '2026-11-24 14:05', '锁定：机器不在线，还没有到达'])
      expect(gone).toContain(words);
    for (const words of ['远程会话', '虚拟机', 'strange-one']) expect(watched).toContain(words);
    for (const signal of knownSignals) expect(watched).not.toContain(signal);
    expect(used).toContain('使用中');
  });

  it('counts all machines, and says that not all are shown', async () => {
    const { text } = await make([sampleTile({ group: 'incident', incidents: ['held'] })]);
    expect(text()).toMatch(/58\s*需要处理\s*812\s*使用中\s*130\s*空闲/);
    expect(text()).toContain('只显示最需要处理的 1 台，共 1000 台');
  });

  it('keeps what was seen last while the platform cannot be asked, and says of when it is', async () => {
    const { server, text, tiles, settled } = await make([sampleTile()]);
    // It asks every three seconds.
    await new Promise((done) => setTimeout(done, 1500));
    const call = await called(server, '/api/v1/devices/wall');
    call.error(new ProgressEvent('error'));
    await settled();
    expect(tiles().length).toBe(1);
    expect(text()).toContain('连不上平台。下面是 2026-11-24 14:06 的情况');
  });

  it('asks for the room of the address', async () => {
    const { asked, text } = await make([], { room: '402 机房' });
    expect(asked).toBe('/api/v1/devices/wall?room=402 机房');
    expect(text()).toContain('这间教室没有学习机');
  });

  it('orders what was confirmed, of those that were chosen and that it would change', async () => {
    const [free, locked] = [sampleTile(), sampleTile({ locked: true, name: '08 号机' })];
    const { server, boxes, press, buttons, question, settled } = await make([free, locked]);
    expect(buttons()).toEqual([]);
    boxes()[0]!.click();
    boxes()[1]!.click();
    await settled();
    expect(buttons()).toEqual(['锁定', '解锁', '发消息', '重启']);
    await press('锁定');
    const asked = await question();
    expect(await asked.heading()).toBe('锁定 1 台学习机？');
    await asked.confirm();
    const call = await called(server, '/api/v1/devices/orders');
    expect(call.request.body).toEqual({ deviceIds: [free.id], order: { kind: 'lock' } });
  });

  it('lets whoever looks at all centres only look', async () => {
    const organisationId = '01890000-0000-7000-8000-000000000001';
    const { asked, boxes, text } = await make([sampleTile()], { organisationId });
    expect(asked).toBe(`/api/v1/centres/${organisationId}/wall`);
    expect(boxes()).toEqual([]);
    expect(text()).toContain('鼓楼培训点');
    expect(text()).not.toContain('全选');
  });
});
