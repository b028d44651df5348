import { Component, inject } from '@angular/core';
import { MAT_DIALOG_DATA, type MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';

export interface Question {
  /** What will happen, naming the thing. */
  readonly heading: string;
  readonly text: string;
  /** The verb of the button that does it. */
  readonly confirm: string;
  readonly danger?: boolean;
}

@Component({
  selector: 'mj-confirm-dialog',
  imports: [MatDialogModule, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <h2 mat-dialog-title>{{ question.heading }}</h2>
      <mat-dialog-content>{{ question.text }}</mat-dialog-content>
      <mat-dialog-actions align="end" class="row">
        <button class="btn" type="button" (click)="answer.close(false)">{{ t('ui.cancel') }}</button>
        <button
          class="btn"
          type="button"
          [class.danger]="question.danger"
          [class.primary]="!question.danger"
          (click)="answer.close(true)"
        >
          {{ question.confirm }}
        </button>
      </mat-dialog-actions>
    </ng-container>
  `,
  styles: `
    mat-dialog-actions {
      gap: var(--s3);
      padding: var(--s4) var(--s5) var(--s5);
    }
  `,
})
export class ConfirmDialog {
  protected readonly question = inject<Question>(MAT_DIALOG_DATA);
  protected readonly answer = inject<MatDialogRef<ConfirmDialog, boolean>>(MatDialogRef);
}

/** Asks before something that cannot be undone; true only if the person said so. */
export async function confirmed(dialog: MatDialog, question: Question): Promise<boolean> {
  const asked = dialog.open<ConfirmDialog, Question, boolean>(ConfirmDialog, { data: question });
  return (await firstValueFrom(asked.afterClosed())) === true;
}
