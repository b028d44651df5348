import { Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, validateStandardSchema } from '@angular/forms/signals';
import { MAT_DIALOG_DATA, type MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { deviceMessage } from '@minjiang/shared/identity';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';
import { Field, FieldInput } from '../../ui/field.ts';

const entered = z.object({ text: deviceMessage });

/** Asks for the words of a message, and says to which machines it goes. */
@Component({
  selector: 'mj-message-dialog',
  imports: [Field, FieldInput, FormField, FormRoot, MatDialogModule, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'ops.wall'">
      <form [formRoot]="form">
        <h2 mat-dialog-title>{{ to.heading }}</h2>
        <mat-dialog-content>
          <div class="stack near">
            <p>{{ to.text }}</p>
            <mj-field [label]="t('words')" [hint]="t('words-hint')" [of]="form.text">
              <input mjInput [formField]="form.text" autocomplete="off" />
            </mj-field>
          </div>
        </mat-dialog-content>
        <mat-dialog-actions align="end" class="row">
          <button class="btn" type="button" mat-dialog-close>{{ t('cancel') }}</button>
          <button class="btn primary" type="submit">{{ t('send') }}</button>
        </mat-dialog-actions>
      </form>
    </ng-container>
  `,
  styles: `
    mat-dialog-actions {
      gap: var(--s3);
      padding: var(--s4) var(--s5) var(--s5);
    }
  `,
})
export class MessageDialog {
  private readonly dialog = inject<MatDialogRef<MessageDialog, string>>(MatDialogRef);
  protected readonly to = inject<{ heading: string; text: string }>(MAT_DIALOG_DATA);
  protected readonly form = form(signal({ text: '' }), (path) => validateStandardSchema(path, entered), {
    submission: {
      action: () => {
        this.dialog.close(entered.parse(this.form().value()).text);
        return Promise.resolve(undefined);
      },
    },
  });
}

/** The words of a message; undefined when there is to be none. */
export const askMessage = (
  dialog: MatDialog,
  to: { heading: string; text: string },
): Promise<string | undefined> =>
  firstValueFrom(
    dialog.open<MessageDialog, typeof to, string>(MessageDialog, { data: to, width: '34rem' }).afterClosed(),
  );
