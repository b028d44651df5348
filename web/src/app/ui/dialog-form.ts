import { Component, input } from '@angular/core';
import { type FieldTree, FormRoot } from '@angular/forms/signals';
import { MatDialogModule } from '@angular/material/dialog';

/**
 * What a dialog asks in a few fields: a heading, the fields in between, and two buttons that leave it or hand in the form.
 */
@Component({
  selector: 'mj-dialog-form',
  imports: [FormRoot, MatDialogModule],
  template: `
    <form [formRoot]="of()">
      <h2 mat-dialog-title>{{ heading() }}</h2>
      <mat-dialog-content>
        <div class="stack near"><ng-content /></div>
      </mat-dialog-content>
      <mat-dialog-actions align="end" class="row">
        <button class="btn" type="button" mat-dialog-close>{{ cancel() }}</button>
        <button class="btn primary" type="submit">{{ submit() }}</button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    mat-dialog-actions {
      gap: var(--s3);
      padding: var(--s4) var(--s5) var(--s5);
    }
  `,
})
export class DialogForm {
  /** The form; its own submission says what happens with what was entered. */
  readonly of = input.required<FieldTree<unknown>>();
  readonly heading = input.required<string>();
  readonly cancel = input.required<string>();
  readonly submit = input.required<string>();
}
