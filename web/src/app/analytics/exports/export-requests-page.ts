import { Component, inject, input, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { type ExportRequest, exportRoutes } from '@minjiang/shared/analytics';
import { Api } from '../../api/api.ts';
import { load } from '../../api/loaded.ts';
import { asProblem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { confirmed } from '../../ui/confirm-dialog.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { Tag } from '../../ui/tag.ts';
import { ExportFilters } from './export-filters.ts';
import { exportLook } from './export-rules.ts';

/** Exports with personal data in clear, for the second person to decide about; those that wait are on top. */
@Component({
  selector: 'mj-export-requests-page',
  imports: [
    EmptyState,
    ExportFilters,
    Icon,
    LoadState,
    MomentPipe,
    PageHeader,
    TableFrame,
    Tag,
    TranslocoDirective,
  ],
  templateUrl: './export-requests-page.html',
  styles: `
    .reason {
      max-width: 28em;
      overflow-wrap: anywhere;
    }
    @media (min-width: 701px) {
      .table {
        min-width: 860px;
      }
    }
  `,
})
export class ExportRequestsPage {
  private readonly api = inject(Api);
  private readonly dialog = inject(MatDialog);
  private readonly problems = inject(ProblemTexts);
  private readonly texts = inject(TranslocoService);
  /** From the address. */
  readonly page = input<string>();
  protected readonly requests = load(exportRoutes.listExportRequests, () => ({
    query: { page: Number(this.page() ?? 1) },
  }));
  protected readonly look = exportLook;
  protected readonly busy = signal<string | undefined>(undefined);
  protected readonly fault = signal<string | undefined>(undefined);

  protected async decide(row: ExportRequest, agree: boolean): Promise<void> {
    const say = (key: string) =>
      this.texts.translate<string>(`analytics.exports.requests.${key}`, {
        what: this.texts.translate<string>(`analytics.exports.kinds.${row.kind}`),
        who: row.maskedName,
      });
    const verb = agree ? 'agree' : 'refuse';
    const question = { heading: say(`${verb}-heading`), text: say(`${verb}-text`), confirm: say(verb) };
    if (!(await confirmed(this.dialog, { ...question, danger: !agree }))) return;
    this.busy.set(row.exportId);
    this.fault.set(undefined);
    try {
      const given = { params: { exportId: row.exportId }, body: { agree } };
      await this.api.call(exportRoutes.decideExportRequest, given);
    } catch (thrown) {
      this.fault.set(this.problems.of(asProblem(thrown)));
    } finally {
      this.busy.set(undefined);
      this.requests.reload();
    }
  }
}
