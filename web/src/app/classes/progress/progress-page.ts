import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ExportSubject } from '@minjiang/shared/analytics';
import { learningRoutes } from '@minjiang/shared/learning';
import { ExportButton } from '../../analytics/index.ts';
import { load } from '../../api/loaded.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { LoadState } from '../../ui/load-state.ts';
import { pageIn } from '../../ui/page-in.ts';
import { ClassHeader } from '../class/class-header.ts';
import { ClassStore } from '../class/class-store.ts';
import { sortIn, standingIn } from './progress-rules.ts';
import { ProgressTable } from './progress-table.ts';
import { StandingFilter } from './standing-filter.ts';

/** How far each learner of a class is, with the ledger's own figures. */
@Component({
  selector: 'mj-progress-page',
  imports: [
    ClassHeader,
    EmptyState,
    ExportButton,
    LoadState,
    MomentPipe,
    ProgressTable,
    RouterLink,
    StandingFilter,
    TranslocoDirective,
  ],
  templateUrl: './progress-page.html',
})
export class ProgressPage {
  protected readonly store = inject(ClassStore);

  /** From the address. */
  readonly page = input<string>();
  readonly state = input<string>();
  readonly sort = input<string>();

  protected readonly chosen = computed(() => standingIn(this.state()));
  protected readonly order = computed(() => sortIn(this.sort()));
  /** What an export of this page holds. */
  protected readonly exported = computed<ExportSubject>(() => ({
    kind: 'class-progress',
    classId: this.store.current().id,
    state: this.chosen(),
    sort: this.order(),
  }));
  protected readonly progress = load(learningRoutes.classProgress, () => ({
    params: { classId: this.store.current().id },
    query: { page: pageIn(this.page()), state: this.chosen(), sort: this.order() },
  }));
}
