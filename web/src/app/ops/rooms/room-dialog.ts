import { Component, inject, signal } from '@angular/core';
import { form, FormField, validateStandardSchema } from '@angular/forms/signals';
import { MAT_DIALOG_DATA, type MatDialog, MatDialogRef } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { identityRoutes } from '@minjiang/shared/identity';
import { firstValueFrom } from 'rxjs';
import { DialogForm } from '../../ui/dialog-form.ts';
import { Field, FieldInput } from '../../ui/field.ts';

const entered = identityRoutes.createRoom.body;

/** Asks for the name of a room: a new one, or another for one that is there. */
@Component({
  selector: 'mj-room-dialog',
  imports: [DialogForm, Field, FieldInput, FormField, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'ops.rooms'">
      <mj-dialog-form
        [of]="form"
        [heading]="old ? t('rename-heading', { name: old }) : t('add')"
        [cancel]="t('cancel')"
        [submit]="t('save')"
      >
        @if (old) {
          <p>{{ t('rename-text') }}</p>
        }
        <mj-field [label]="t('name')" [hint]="t('name-hint')" [of]="form.name">
          <input mjInput [formField]="form.name" autocomplete="off" />
        </mj-field>
      </mj-dialog-form>
    </ng-container>
  `,
})
export class RoomDialog {
  private readonly dialog = inject<MatDialogRef<RoomDialog, string>>(MatDialogRef);
  protected readonly old = inject<string>(MAT_DIALOG_DATA);
  protected readonly form = form(
    signal({ name: this.old }),
    (path) => validateStandardSchema(path, entered),
    {
      submission: {
        action: () => {
          this.dialog.close(entered.parse(this.form().value()).name);
          return Promise.resolve(undefined);
        },
      },
    },
  );
}

/** The name of a room; undefined when there is to be none. `old` is empty for a new room. */
export const askRoomName = (dialog: MatDialog, old: string): Promise<string | undefined> =>
  firstValueFrom(
    dialog.open<RoomDialog, string, string>(RoomDialog, { data: old, width: '28rem' }).afterClosed(),
  );
