import { Component, inject, signal } from '@angular/core';
import { form, FormField, validateStandardSchema } from '@angular/forms/signals';
import { MAT_DIALOG_DATA, type MatDialog, MatDialogRef } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { placeName } from '@minjiang/shared/identity';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';
import { DialogForm } from '../../ui/dialog-form.ts';
import { Field, FieldInput } from '../../ui/field.ts';

const entered = z.object({ room: placeName, name: placeName });

export interface PlaceFor {
  /** Where it stands now, and what it is called there. */
  readonly room: string;
  readonly name: string;
  /** Rooms of the centre, offered while one types. */
  readonly rooms: readonly string[];
}
export type Place = z.infer<typeof entered>;

/** Asks where a machine stands and what it is called there. */
@Component({
  selector: 'mj-place-dialog',
  imports: [DialogForm, Field, FieldInput, FormField, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'ops.rooms'">
      <mj-dialog-form
        [of]="form"
        [heading]="t('place-heading', given)"
        [cancel]="t('cancel')"
        [submit]="t('save')"
      >
        <p>{{ t('place-text') }}</p>
        <mj-field [label]="t('name')" [hint]="t('name-hint')" [of]="form.room">
          <input mjInput [formField]="form.room" autocomplete="off" list="rooms-to-place" />
        </mj-field>
        <datalist id="rooms-to-place">
          @for (room of given.rooms; track room) {
            <option [value]="room"></option>
          }
        </datalist>
        <mj-field [label]="t('machine')" [hint]="t('machine-hint')" [of]="form.name">
          <input mjInput [formField]="form.name" autocomplete="off" />
        </mj-field>
      </mj-dialog-form>
    </ng-container>
  `,
})
export class PlaceDialog {
  private readonly dialog = inject<MatDialogRef<PlaceDialog, Place>>(MatDialogRef);
  protected readonly given = inject<PlaceFor>(MAT_DIALOG_DATA);
  protected readonly form = form(
    signal({ room: this.given.room, name: this.given.name }),
    (path) => validateStandardSchema(path, entered),
    {
      submission: {
        action: () => {
          this.dialog.close(entered.parse(this.form().value()));
          return Promise.resolve(undefined);
        },
      },
    },
  );
}

/** Where a machine is to stand; undefined when it stays. */
export const askPlace = (dialog: MatDialog, of: PlaceFor): Promise<Place | undefined> =>
  firstValueFrom(
    dialog.open<PlaceDialog, PlaceFor, Place>(PlaceDialog, { data: of, width: '30rem' }).afterClosed(),
  );
