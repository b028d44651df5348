import { Component, computed, inject, input } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatSnackBar } from '@angular/material/snack-bar';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { learningRoutes, type Rating } from '@minjiang/shared/learning';
import { Api } from '../../api/api.ts';
import { load } from '../../api/loaded.ts';
import { RatingList, RatingSummaryCard, reportedBy } from '../../learning/index.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { LoadState } from '../../ui/load-state.ts';
import { translator } from '../../ui/translator.ts';
import { DraftStore } from '../editor/draft-store.ts';
import { ProgrammeHeader } from '../editor/programme-header.ts';

/** What learners say of a programme: how it is spread, and their words, which an operator alone may hide. */
@Component({
  selector: 'mj-ratings-page',
  imports: [EmptyState, LoadState, ProgrammeHeader, RatingList, RatingSummaryCard, TranslocoDirective],
  template: `
    <mj-programme-header />
    <ng-container *transloco="let t; prefix: 'catalog.ratings'">
      @if (ratings.value(); as found) {
        @if (found.summary.count === 0) {
          <mj-empty-state icon="message" [heading]="t('none')" [text]="t('none-text')" />
        } @else {
          <div class="stack near">
            <mj-rating-summary [of]="found.summary" />
            <div class="row apart">
              <label class="row"
                >{{ t('filter') }}
                <select class="input" #chosen (change)="filter(chosen.value)">
                  <option value="" [selected]="!starsOf()">{{ t('all') }}</option>
                  @for (n of numbers; track n) {
                    <option [value]="n" [selected]="n === starsOf()">{{ t('stars', { n }) }}</option>
                  }
                </select>
              </label>
              <span class="small muted">{{ t('note') }}</span>
            </div>
            <mj-rating-list [of]="found" [loading]="ratings.loading()" (report)="report($event)" />
          </div>
        }
      } @else {
        <mj-load-state [of]="ratings" [lines]="6" />
      }
    </ng-container>
  `,
  styles: `
    .input {
      width: auto;
    }
  `,
})
export class RatingsPage {
  private readonly api = inject(Api);
  private readonly dialog = inject(MatDialog);
  private readonly messages = inject(MatSnackBar);
  private readonly router = inject(Router);
  private readonly translate = translator();
  protected readonly store = inject(DraftStore);
  /** From the address. */
  readonly stars = input<string>();
  readonly page = input<string>();

  protected readonly numbers = [5, 4, 3, 2, 1];
  protected readonly starsOf = computed(() => this.numbers.find((n) => String(n) === this.stars()));
  private readonly programmeId = computed(() => this.store.programme()?.id);
  protected readonly ratings = load(learningRoutes.programmeRatings, () => {
    const programmeId = this.programmeId();
    const query = { page: Number(this.page() ?? 1), stars: this.starsOf() };
    return programmeId ? { params: { programmeId }, query } : undefined;
  });

  protected filter(stars: string): void {
    const queryParams = { stars: stars || null, page: null };
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  protected async report({ ratingId, version }: Rating): Promise<void> {
    const params = { programmeId: this.programmeId() ?? '', ratingId };
    const sent = await reportedBy(this.dialog, (body) =>
      this.api.call(learningRoutes.reportRating, { params, body: { ...body, version } }),
    );
    if (!sent) return;
    this.messages.open(this.translate('learning.ratings.report-sent'), undefined, { duration: 6000 });
    this.ratings.reload();
  }
}
