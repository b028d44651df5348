import { TestBed } from '@angular/core/testing';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { type Slip, SlipDialog } from './slip-dialog.ts';

describe('an activation slip', () => {
  async function text(code: string) {
    const slip: Slip = {
      code,
      maskedName: '林*华',
      rosterNumber: 7,
      className: '一班',
      expiresAt: '2026-12-01T15:52:00Z',
    };
    TestBed.configureTestingModule({
      providers: [
        provideTestTexts(),
        { provide: MAT_DIALOG_DATA, useValue: slip },
        { provide: MatDialogRef, useValue: { close: () => undefined } },
      ],
    });
    const fixture = TestBed.createComponent(SlipDialog);
    await fixture.whenStable();
    return (fixture.nativeElement as HTMLElement).querySelector('.printed')?.textContent ?? '';
  }

  it('says the code in groups, for whom, until when and where to enter it', async () => {
    const slip = await text('90132783');
    expect(slip).toContain('9013 2783');
    expect(slip).toContain('林*华（学号 7）');
    expect(slip).toContain('2026-12-01 23:52');
    expect(slip).toContain(`${location.origin}/activate`);
  });
});
