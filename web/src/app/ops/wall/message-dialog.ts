import { Component, inject, signal } from '@angular/core';
import { form, FormField, validateStandardSchema } from '@angular/forms/signals';
import { MAT_DIALOG_DATA, type MatDialog, MatDialogRef } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { deviceMessage } from '@minjiang/shared/identity';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';
import { DialogForm } from '../../ui/dialog-form.ts';
import { Field, FieldInput } from '../../ui/field.ts';

const entered = z.object({ text: deviceMessage });

/** Asks for the words of a message, and says to which machines it goes. */
@Component({
  selector: 'mj-message-dialog',
  imports: [DialogForm, Field, FieldInput, FormField, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'ops.wall'">
      <mj-dialog-form [of]="form" [heading]="to.heading" [cancel]="t('cancel')" [submit]="t('send')">
        <p>{{ to.text }}</p>
        <mj-field [label]="t('words')" [hint]="t('words-hint')" [of]="form.text">
          <input mjInput [formField]="form.text" autocomplete="off" />
        </mj-field>
      </mj-dialog-form>
    </ng-container>
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
