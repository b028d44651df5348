import { Component, inject, input } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { type ExportRequest, exportRoutes } from '@minjiang/shared/analytics';
import { Api } from '../../api/api.ts';
import { load } from '../../api/loaded.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { exportActs } from './export-acts.ts';
import { ExportStateTag } from './export-state-tag.ts';
import { ExportWhat } from './export-what.ts';

/** Exports with personal data in clear, for the second person to decide about; those that wait are on top. */
@Component({
  selector: 'mj-export-requests-page',
  imports: [
    EmptyState,
    ExportStateTag,
    ExportWhat,
    Icon,
    LoadState,
    MomentPipe,
    PageHeader,
    TableFrame,
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
  private readonly texts = inject(TranslocoService);
  /** From the address. */
  readonly page = input<string>();
  protected readonly requests = load(exportRoutes.listExportRequests, () => ({
    query: { page: Number(this.page() ?? 1) },
  }));
  protected readonly acts = exportActs(this.requests);

  protected async decide(row: ExportRequest, agree: boolean): Promise<void> {
    const say = (key: string) =>
      this.texts.translate<string>(`analytics.exports.requests.${key}`, {
        what: this.texts.translate<string>(`analytics.exports.kinds.${row.kind}`),
        who: row.maskedName,
      });
    const verb = agree ? 'agree' : 'refuse';
    const question = { heading: say(`${verb}-heading`), text: say(`${verb}-text`), confirm: say(verb) };
    const given = { params: { exportId: row.exportId }, body: { agree } };
    await this.acts.act(row.exportId, { ...question, danger: !agree }, () =>
      this.api.call(exportRoutes.decideExportRequest, given),
    );
  }
}
