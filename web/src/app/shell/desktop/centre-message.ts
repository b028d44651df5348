import { Component, inject } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, type MatDialogRef } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ShellMessage } from '@minjiang/shared/desktop';

/** A message of the training centre to whoever is at the machine: large, and gone only when he says that he has read it. */
@Component({
  selector: 'mj-centre-message',
  imports: [MatDialogModule, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'shell.centre-message'">
      <h2 mat-dialog-title>{{ t('title') }}</h2>
      <mat-dialog-content>
        <p class="words">{{ message.text }}</p>
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button class="btn primary" type="button" mat-dialog-close cdkFocusInitial>{{ t('read') }}</button>
      </mat-dialog-actions>
    </ng-container>
  `,
  styles: `
    .words {
      font-size: 1.5em;
      line-height: 1.5;
      overflow-wrap: anywhere;
    }
    mat-dialog-actions {
      padding: var(--s4) var(--s5) var(--s5);
    }
    .btn {
      min-height: 60px;
      min-width: 8em;
    }
  `,
})
export class CentreMessage {
  protected readonly message = inject<ShellMessage>(MAT_DIALOG_DATA);
}

export type CentreMessageRef = MatDialogRef<CentreMessage>;
