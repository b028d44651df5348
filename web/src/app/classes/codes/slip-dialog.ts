import { Component, computed, DOCUMENT, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { confirmed } from '../../ui/confirm-dialog.ts';
import { Icon } from '../../ui/icon.ts';
import { leftOutByReason, type Outcome } from './codes-rules.ts';
import { type IssuedToOne, SlipCard } from './slip.ts';

export interface Shown {
  readonly outcome: Pick<Outcome, 'channel' | 'leftOut' | 'problem' | 'missing'> & {
    readonly issued: readonly IssuedToOne[];
  };
  readonly className: string;
}

/** What came of issuing codes: slips on paper, shown this once, who got a mail, and who got nothing and why. */
@Component({
  selector: 'mj-slip-dialog',
  imports: [Icon, MatDialogModule, SlipCard, TranslocoDirective],
  templateUrl: './slip-dialog.html',
  styles: `
    .many {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(22em, 100%), 1fr));
      gap: var(--s4);
    }
    mat-dialog-actions {
      gap: var(--s3);
      padding: var(--s4) var(--s5) var(--s5);
    }
    @media print {
      .many {
        grid-template-columns: 1fr 1fr;
        gap: 4mm;
      }
    }
  `,
})
export class SlipDialog {
  private readonly page = inject(DOCUMENT);
  private readonly dialogs = inject(MatDialog);
  private readonly texts = inject(TranslocoService);
  private readonly problems = inject(ProblemTexts);
  private readonly dialog = inject<MatDialogRef<SlipDialog>>(MatDialogRef);
  protected readonly shown = inject<Shown>(MAT_DIALOG_DATA);
  protected readonly slips = this.shown.outcome.issued.filter(({ code }) => code !== null);
  protected readonly sent = this.shown.outcome.issued.length - this.slips.length;
  protected readonly leftOut = leftOutByReason(this.shown.outcome.leftOut);
  protected readonly fault = computed(() => {
    const { problem } = this.shown.outcome;
    return problem && this.problems.of(problem);
  });
  private readonly printed = signal(false);

  protected print(): void {
    this.printed.set(true);
    this.page.defaultView?.print();
  }

  /** Many slips that were not printed are lost with one press, so that is asked about. */
  protected async close(): Promise<void> {
    const n = this.slips.length;
    if (n > 1 && !this.printed()) {
      const say = (key: string) => this.texts.translate<string>(`classes.codes.unprinted-${key}`, { n });
      const question = { heading: say('heading'), text: say('text'), confirm: say('confirm') };
      if (!(await confirmed(this.dialogs, { ...question, danger: true }))) return;
    }
    this.dialog.close();
  }
}

/** Shows what came of it until it is closed by its button: a code that was not read is lost. */
export async function showOutcome(dialog: MatDialog, shown: Shown): Promise<void> {
  const isWide = shown.outcome.channel === 'slip' && shown.outcome.issued.length > 1;
  const dialogRef = dialog.open(SlipDialog, {
    data: shown,
    disableClose: true,
    panelClass: 'print-alone',
    ...(isWide ? { width: '60rem', maxWidth: '94vw' } : {}),
  });
  await firstValueFrom(dialogRef.afterClosed());
}
