import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { learningRoutes } from '@minjiang/shared/learning';
import { load } from '../../api/loaded.ts';
import { Stars } from '../../learning/index.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { RatingState } from './rating-state.ts';

const lists = ['waiting', 'hidden', 'all'] as const;

/** Ratings of every programme; what was reported, or changed after it was hidden, waits on top. */
@Component({
  selector: 'mj-ratings-page',
  imports: [
    EmptyState,
    LoadState,
    MomentPipe,
    PageHeader,
    RatingState,
    RouterLink,
    Stars,
    TableFrame,
    TranslocoDirective,
  ],
  templateUrl: './ratings-page.html',
  styles: `
    .words {
      display: -webkit-box;
      overflow: hidden;
      max-width: 28em;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
    }
  `,
})
export class RatingsPage {
  private readonly router = inject(Router);
  /** From the address. */
  readonly show = input<string>();
  readonly page = input<string>();

  protected readonly lists = lists;
  protected readonly shown = computed(() => lists.find((one) => one === this.show()) ?? 'waiting');
  protected readonly ratings = load(learningRoutes.listRatings, () => ({
    query: { page: Number(this.page() ?? 1), show: this.shown() },
  }));

  protected filter(show: string): void {
    const queryParams = { show: show === 'waiting' ? null : show, page: null };
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}
