import { TestBed } from '@angular/core/testing';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { MatDialogHarness } from '@angular/material/dialog/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Problem } from '../../api/problem.ts';
import { provideTestTexts } from '../../testing/test-texts.ts';
import type { IssuedToOne } from './slip.ts';
import { type Shown, SlipDialog } from './slip-dialog.ts';

const slip = (rosterNumber: number, code: string | null = '90132783'): IssuedToOne => ({
  channel: code === null ? 'email' : 'slip',
  code,
  maskedName: '林*华',
  rosterNumber,
  expiresAt: '2026-12-01T15:52:00Z',
});

describe('what came of issuing activation codes', () => {
  async function show(issued: IssuedToOne[], more: Partial<Shown['outcome']> = {}) {
    const shown: Shown = {
      outcome: { channel: 'slip', issued, leftOut: [], missing: 0, ...more },
      className: '一班',
    };
    let isClosed = false;
    TestBed.configureTestingModule({
      providers: [
        provideTestTexts(),
        { provide: MAT_DIALOG_DATA, useValue: shown },
        { provide: MatDialogRef, useValue: { close: () => (isClosed = true) } },
      ],
    });
    const fixture = TestBed.createComponent(SlipDialog);
    await fixture.whenStable();
    const page = fixture.nativeElement as HTMLElement;
    const buttons = () => [...page.querySelectorAll('button')];
    return {
      page,
      slips: () => [...page.querySelectorAll('mj-slip')].map((each) => each.textContent),
      close: () => buttons()[0]?.click(),
      isClosed: () => isClosed,
      questions: () =>
        TestbedHarnessEnvironment.documentRootLoader(fixture).getAllHarnesses(MatDialogHarness),
    };
  }

  it('is a slip: the code in groups, for whom, until when and where to enter it', async () => {
    const [text] = (await show([slip(7)])).slips();
    expect(text).toContain('9013 2783');
    expect(text).toContain('林*华（学号 7）');
    expect(text).toContain('一班');
    expect(text).toContain('2026-12-01 23:52');
    expect(text).toContain(`${location.origin}/activate`);
  });

  it('is one slip for each on one sheet, not left unprinted without a question', async () => {
    const { slips, close, isClosed, questions } = await show([slip(7), slip(8, '00000001')]);
    expect(slips().length).toBe(2);
    expect(slips()[1]).toContain('0000 0001');
    close();
    const [question] = await questions();
    expect(await question?.getTitleText()).toBe('还没有打印，确定关闭？');
    expect(isClosed()).toBeFalse();
    await question?.close();
  });

  it('closes at once where nothing is lost', async () => {
    const { close, isClosed, page } = await show([slip(7, null), slip(8, null)], { channel: 'email' });
    expect(page.textContent).toContain('已给 2 名学员发送激活码');
    close();
    await Promise.resolve();
    expect(isClosed()).toBeTrue();
  });

  it('names who got none and why, and how many a fault has left without', async () => {
    const { page } = await show([slip(7)], {
      leftOut: [
        { enrolmentId: 'a', rosterNumber: 3, reason: 'no-email' },
        { enrolmentId: 'b', rosterNumber: 5, reason: 'no-email' },
      ],
      problem: new Problem({ code: 'busy', status: 503 }),
      missing: 40,
    });
    expect(page.textContent).toContain('2 名学员没有发放');
    expect(page.textContent).toContain('学号 3、5');
    expect(page.textContent).toContain('还有 40 名没有发放');
  });
});
