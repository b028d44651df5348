import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { learningRoutes } from '@minjiang/shared/learning';
import { ExportButton } from '../../analytics/index.ts';
import { load } from '../../api/loaded.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { Figures } from '../../ui/figures.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { pageIn } from '../../ui/page-in.ts';
import { standingIn } from '../progress/progress-rules.ts';
import { ProgressTable } from '../progress/progress-table.ts';
import { StandingFilter } from '../progress/standing-filter.ts';
import { TotalsWords } from '../progress/totals-words.ts';
import { StaffTabs } from './staff-tabs.ts';

/** What the own staff of an employer earned: the figures their institutions see, to read only. */
@Component({
  selector: 'mj-staff-page',
  imports: [
    EmptyState,
    ExportButton,
    Figures,
    LoadState,
    MomentPipe,
    PageHeader,
    ProgressTable,
    StaffTabs,
    StandingFilter,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t; prefix: 'classes'">
      <mj-page-header [heading]="t('staff.title')" />
      <mj-staff-tabs class="tabs" />
      @if (progress.value(); as found) {
        @if (found.total === 0 && !chosen()) {
          <mj-empty-state icon="users" [heading]="t('staff.none')" [text]="t('staff.none-text')" />
        } @else {
          <div class="stack near">
            <div class="row apart">
              <mj-figures [figures]="figures()" />
              <div class="row">
                <span class="small muted">{{ t('as-of', { at: (found.totals.asOf | moment) }) }}</span>
                <mj-export-button [subject]="{ kind: 'staff-progress' }" [total]="found.total" />
              </div>
            </div>
            <mj-standing-filter [chosen]="chosen()" />
            @if (found.total > 0) {
              <mj-progress-table [of]="found" [label]="t('staff.title')" [loading]="progress.loading()" />
            } @else {
              <mj-empty-state icon="users" [heading]="t('progress.none-filtered')" />
            }
            <p class="small muted">{{ t('staff.note') }}</p>
          </div>
        }
      } @else {
        <mj-load-state [of]="progress" />
      }
    </ng-container>
  `,
  styles: `
    .tabs {
      display: block;
      margin-bottom: var(--s4);
    }
  `,
})
export class StaffPage {
  private readonly words = inject(TotalsWords);
  /** From the address. */
  readonly page = input<string>();
  readonly state = input<string>();
  protected readonly chosen = computed(() => standingIn(this.state()));
  protected readonly progress = load(learningRoutes.staffProgress, () => ({
    query: { page: pageIn(this.page()), state: this.chosen() },
  }));
  protected readonly figures = computed(() => {
    const totals = this.progress.value()?.totals;
    return totals ? this.words.of(totals, 'enrolments') : [];
  });
}
