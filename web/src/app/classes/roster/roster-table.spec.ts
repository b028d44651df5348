import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { EnrolmentRow } from '@minjiang/shared/classes';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { sampleEnrolment } from '../testing/sample-class.ts';
import { RosterTable } from './roster-table.ts';
import { RosterTableHarness } from './roster-table.harness.ts';

describe('a roster', () => {
  async function make(mayWrite: boolean, ...items: EnrolmentRow[]) {
    TestBed.configureTestingModule({ providers: [provideTestTexts(), provideRouter([])] });
    const fixture = TestBed.createComponent(RosterTable);
    fixture.componentRef.setInput('of', { items, total: items.length, page: 1, pageSize: 20 });
    fixture.componentRef.setInput('classId', 'c');
    fixture.componentRef.setInput('mayWrite', mayWrite);
    const asked: unknown[] = [];
    fixture.componentInstance.changed.subscribe((change) => asked.push(change));
    fixture.componentInstance.codeWanted.subscribe((code) => asked.push(code));
    return { table: await TestbedHarnessEnvironment.harnessForFixture(fixture, RosterTableHarness), asked };
  }

  it('offers a code for an account that nobody has activated, and no code otherwise', async () => {
    const { table } = await make(true, sampleEnrolment(), sampleEnrolment({ accountState: 'active' }));
    expect(await table.actions(0)).toEqual(['打印激活单', '用邮件发激活码', '暂停学籍', '移出本班']);
    expect(await table.actions(1)).toEqual(['暂停学籍', '移出本班']);
  });

  it('offers to restore who was suspended or removed', async () => {
    const { table } = await make(
      true,
      sampleEnrolment({ state: 'suspended', accountState: 'active' }),
      sampleEnrolment({ state: 'removed' }),
    );
    expect(await table.actions(0)).toEqual(['恢复学籍', '移出本班']);
    expect(await table.actions(1)).toEqual(['恢复学籍']);
  });

  it('asks for what was chosen, naming the learner', async () => {
    const row = sampleEnrolment();
    const { table, asked } = await make(true, row);
    await table.choose(0, '暂停学籍');
    await table.choose(0, '打印激活单');
    expect(asked).toEqual([
      { row, state: 'suspended' },
      { row, channel: 'slip' },
    ]);
  });

  it('offers nothing to who may only read', async () => {
    const { table } = await make(false, sampleEnrolment());
    expect(await table.menuCount()).toBe(0);
  });

  it('says when and how the last code went out, or that none did', async () => {
    const lastCode = { channel: 'slip', at: '2026-11-24T06:05:00Z' } as const;
    const { table } = await make(true, sampleEnrolment({ lastCode }), sampleEnrolment());
    expect(await table.text()).toContain('打印 2026-11-24 14:05');
    expect(await table.text()).toContain('还没有发放');
  });
});
