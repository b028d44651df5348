import { Component, effect, inject, input, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { exportRoutes, type ExportRow } from '@minjiang/shared/analytics';
import { addressOf, Api } from '../../api/api.ts';
import { load } from '../../api/loaded.ts';
import { asProblem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { DesktopShell } from '../../shell/desktop/desktop-shell.ts';
import { confirmed } from '../../ui/confirm-dialog.ts';
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
import { ExportFilters } from './export-filters.ts';
import { exportLook, lookAgainMs } from './export-rules.ts';

/** The own exports: how far they are, to take away while they are there, and to cancel. */
@Component({
  selector: 'mj-exports-page',
  imports: [
    EmptyState,
    ExportFilters,
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
  private readonly dialog = inject(MatDialog);
  private readonly problems = inject(ProblemTexts);
  private readonly texts = inject(TranslocoService);
  private readonly desktop = inject(DesktopShell);
  /** From the address. */
  readonly page = input<string>();
  protected readonly exports = load(exportRoutes.listExports, () => ({
    query: { page: Number(this.page() ?? 1) },
  }));
  protected readonly look = exportLook;
  protected readonly sizeOf = sizeOf;
  protected readonly busy = signal<string | undefined>(undefined);
  protected readonly fault = signal<string | undefined>(undefined);

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
    if (!(await confirmed(this.dialog, question))) return;
    this.busy.set(row.exportId);
    this.fault.set(undefined);
    try {
      await this.api.call(exportRoutes.cancelExport, { params: { exportId: row.exportId } });
    } catch (thrown) {
      this.fault.set(this.problems.of(asProblem(thrown)));
    } finally {
      this.busy.set(undefined);
      this.exports.reload();
    }
  }
}
