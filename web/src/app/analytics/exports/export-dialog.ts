import { Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import {
  exportFormat,
  type ExportFormat,
  exportRoutes,
  type ExportSubject,
} from '@minjiang/shared/analytics';
import { Api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { Session } from '../../shell/session.ts';
import { localeOf } from '../../texts/texts.ts';
import { Icon } from '../../ui/icon.ts';
import { filteredBy } from './export-rules.ts';

export interface ExportFor {
  readonly subject: ExportSubject;
  readonly total: number;
  readonly place: string;
}

/** Says what will be in the file, and asks how it is to be. Closes with true when it was asked for. */
@Component({
  selector: 'mj-export-dialog',
  imports: [Icon, MatDialogModule, TranslocoDirective],
  templateUrl: './export-dialog.html',
  styleUrl: './export-dialog.scss',
})
export class ExportDialog {
  private readonly api = inject(Api);
  private readonly problems = inject(ProblemTexts);
  private readonly texts = inject(TranslocoService);
  private readonly session = inject(Session);
  private readonly dialog = inject<MatDialogRef<ExportDialog, boolean>>(MatDialogRef);
  protected readonly given = inject<ExportFor>(MAT_DIALOG_DATA);

  protected readonly filters = filteredBy(this.given.subject);
  protected readonly formats = exportFormat.options;
  protected readonly format = signal<ExportFormat>('xlsx');
  protected readonly mayUnmask = this.session.may('export:unmasked');
  protected readonly masked = signal(true);
  protected readonly reason = signal('');
  protected readonly password = signal('');
  protected readonly ready = computed(
    () => this.masked() || (this.reason().trim().length >= 5 && this.password().length > 0),
  );
  protected readonly busy = signal(false);
  protected readonly fault = signal<string | undefined>(undefined);

  protected async start(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.ready() || this.busy()) return;
    this.busy.set(true);
    this.fault.set(undefined);
    const locale = localeOf(this.texts.getActiveLang());
    const wanted = { subject: this.given.subject, format: this.format(), locale };
    try {
      if (this.masked()) await this.api.call(exportRoutes.makeExport, { body: wanted });
      else {
        const body = { ...wanted, reason: this.reason().trim(), password: this.password() };
        await this.api.call(exportRoutes.askUnmaskedExport, { body });
      }
      this.dialog.close(true);
    } catch (thrown) {
      this.fault.set(this.problems.of(asProblem(thrown)));
    } finally {
      this.busy.set(false);
    }
  }
}
