import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { DeviceRow } from '@minjiang/shared/identity';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { DevicesTable } from './devices-table.ts';
import { DevicesTableHarness } from './devices-table.harness.ts';
import { sampleDevice } from './testing/sample-device.ts';

describe('machines of a centre', () => {
  async function make(...items: DeviceRow[]) {
    TestBed.configureTestingModule({ providers: [provideTestTexts(), provideRouter([])] });
    const fixture = TestBed.createComponent(DevicesTable);
    fixture.componentRef.setInput('of', { items, total: items.length, page: 1, pageSize: 20 });
    const asked: unknown[] = [];
    fixture.componentInstance.decided.subscribe((decided) => asked.push(decided));
    return { table: await TestbedHarnessEnvironment.harnessForFixture(fixture, DevicesTableHarness), asked };
  }

  it('say where each stands, how its key is kept, its version and when it was last used', async () => {
    const { table } = await make(sampleDevice({ lastSeenAt: '2026-11-24T06:05:00Z' }), sampleDevice());
    const [used, fresh] = await table.rows();
    for (const text of ['07 号机', '301 机房', '正常', '系统安全存储', '1.0.0', '2026-11-24 14:05'])
      expect(used).toContain(text);
    expect(used).not.toContain('复制硬盘');
    expect(fresh).toContain('还没有使用');
  });

  it('say that a key in a file goes with a copy of the disk', async () => {
    const { table } = await make(sampleDevice({ keyStore: 'file' }));
    expect((await table.rows())[0]).toContain('复制硬盘就会复制密钥');
  });

  it('that are held say why, and can be released or removed', async () => {
    const row = sampleDevice({ state: 'held', heldReason: 'start-twice' });
    const { table, asked } = await make(row, sampleDevice({ state: 'held', heldReason: 'start-back' }));
    const rows = await table.rows();
    expect(rows[1]).toContain('两台机器用同一把密钥启动');
    expect(rows[3]).toContain('启动次数比上次少');
    await table.press('恢复使用');
    await table.press('移除');
    expect(asked).toEqual([
      { row, decision: 'release' },
      { row, decision: 'remove' },
    ]);
  });

  it('that work are moved or removed, and removed ones are over', async () => {
    const { table } = await make(sampleDevice(), sampleDevice({ state: 'removed' }));
    expect(await table.actions()).toEqual(['移动或改名07 号机', '移除07 号机']);
  });
});
