import { Component, effect, inject, input } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { exportRoutes, type ExportRow } from '@minjiang/shared/analytics';
import { addressOf, Api } from '../../api/api.ts';
import { load } from '../../api/loaded.ts';
import { DesktopShell } from '../../shell/desktop/desktop-shell.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { ProgressBar } from '../../ui/progress-bar.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { Tag } from '../../ui/tag.ts';
import { sizeOf } from '../../content/index.ts';
import { FiguresTabs } from '../figures-tabs.ts';
import { exportActs } from './export-acts.ts';
import { ExportStateTag } from './export-state-tag.ts';
import { ExportWhat } from './export-what.ts';
import { lookAgainMs } from './export-rules.ts';

/** The own exports: how far they are, to take away while they are there, and to cancel. */
@Component({
  selector: 'mj-exports-page',
  imports: [
    EmptyState,
    ExportStateTag,
    ExportWhat,
    FiguresTabs,
    Icon,
    LoadState,
    MomentPipe,
    PageHeader,
    ProgressBar,
    TableFrame,
    Tag,
    TranslocoDirective,
  ],
  templateUrl: './exports-page.html',
  styles: `
    .progress {
      min-width: 120px;
    }
    .label {
      color: var(--ink-2);
    }
    @media (min-width: 701px) {
      .label {
        display: none;
      }
      .table {
        min-width: 760px;
      }
    }
  `,
})
export class ExportsPage {
  private readonly api = inject(Api);
  private readonly texts = inject(TranslocoService);
  private readonly desktop = inject(DesktopShell);
  /** From the address. */
  readonly page = input<string>();
  protected readonly exports = load(exportRoutes.listExports, () => ({
    query: { page: Number(this.page() ?? 1) },
  }));
  protected readonly acts = exportActs(this.exports);
  protected readonly sizeOf = sizeOf;

  constructor() {
    effect((onCleanup) => {
      const again = lookAgainMs(this.exports.value()?.items ?? []);
      if (again === null) return;
      const timer = setInterval(() => this.exports.reload(), again);
      onCleanup(() => clearInterval(timer));
    });
  }

  /** Nothing is taken away from a kiosk. */
  protected mayTake(row: ExportRow): boolean {
    return row.can.open && this.desktop.facts()?.mode !== 'kiosk';
  }

  protected fileOf({ exportId }: ExportRow): string {
    return addressOf(exportRoutes.openExport, { params: { exportId } });
  }

  protected async cancel(row: ExportRow): Promise<void> {
    const say = (key: string) => this.texts.translate<string>(`analytics.exports.${key}`);
    const question = {
      heading: say('cancel-heading'),
      text: say('cancel-text'),
      confirm: say('cancel'),
      danger: true,
    };
    const params = { exportId: row.exportId };
    await this.acts.act(row.exportId, question, () => this.api.call(exportRoutes.cancelExport, { params }));
  }
}
