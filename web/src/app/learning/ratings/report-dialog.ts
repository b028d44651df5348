import { Component, inject, signal } from '@angular/core';
import {
  form,
  FormField,
  FormRoot,
  type TreeValidationResult,
  validateStandardSchema,
} from '@angular/forms/signals';
import { MAT_DIALOG_DATA, type MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { ratingReport, reportReason, type RatingReport, type ReportReason } from '@minjiang/shared/learning';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';
import { asProblem, type Problem } from '../../api/problem.ts';
import { ErrorSummary } from '../../ui/error-summary.ts';
import { Field, FieldInput } from '../../ui/field.ts';

type Send = (report: Omit<RatingReport, 'version'>) => Promise<void>;
const { note } = ratingReport.shape;
/** The field of the page is empty where the contract says null. */
const entry = z.object({ reason: reportReason, note: z.literal('').or(note.unwrap()) });

/** Asks why a rating is abuse, and sends the report. */
@Component({
  selector: 'mj-report-dialog',
  imports: [ErrorSummary, Field, FieldInput, FormField, FormRoot, MatDialogModule, TranslocoDirective],
  template: `
    <form *transloco="let t; prefix: 'learning.ratings'" [formRoot]="form">
      <h2 mat-dialog-title>{{ t('report-heading') }}</h2>
      <mat-dialog-content>
        <div class="stack near">
          <p>{{ t('report-text') }}</p>
          <mj-error-summary [form]="form" [problem]="problem()" [labels]="{ note: t('note') }" />
          <fieldset>
            <legend class="strong">{{ t('why') }}</legend>
            @for (reason of reasons; track reason) {
              <label class="row">
                <input type="radio" [value]="reason" [formField]="form.reason" />{{ t('reasons.' + reason) }}
              </label>
            }
          </fieldset>
          <mj-field [label]="t('note')" [optional]="true" [of]="form.note">
            <textarea mjInput rows="3" [formField]="form.note"></textarea>
          </mj-field>
        </div>
      </mat-dialog-content>
      <mat-dialog-actions align="end" class="row">
        <button class="btn" type="button" mat-dialog-close>{{ t('cancel') }}</button>
        <button class="btn primary" type="submit" [disabled]="form().submitting()">
          {{ t('send-report') }}
        </button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    fieldset {
      padding: 0;
      border: 0;
      margin: 0;
    }
    legend {
      padding: 0;
    }
    label {
      min-height: var(--target);
    }
    input[type='radio'] {
      width: 20px;
      height: 20px;
      margin: 0;
      accent-color: var(--primary);
    }
  `,
})
export class ReportDialog {
  private readonly send = inject<Send>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<ReportDialog, boolean>>(MatDialogRef);
  protected readonly reasons = reportReason.options;
  protected readonly problem = signal<Problem | undefined>(undefined);
  private readonly given = signal<{ reason: ReportReason; note: string }>({ reason: 'insult', note: '' });
  protected readonly form = form(this.given, (path) => validateStandardSchema(path, entry), {
    submission: { action: (): Promise<TreeValidationResult> => this.report() },
  });

  private async report(): Promise<TreeValidationResult> {
    this.problem.set(undefined);
    try {
      const { reason, note: words } = entry.parse(this.form().value());
      await this.send({ reason, note: words === '' ? null : words });
      this.dialog.close(true);
    } catch (fault) {
      this.problem.set(asProblem(fault));
    }
    return undefined;
  }
}

/** @returns true once the report was sent */
export async function reportedBy(dialog: MatDialog, send: Send): Promise<boolean> {
  const asked = dialog.open<ReportDialog, Send, boolean>(ReportDialog, { data: send, width: '32rem' });
  return (await firstValueFrom(asked.afterClosed())) === true;
}
