import { Component, computed, inject, input, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatSnackBar } from '@angular/material/snack-bar';
import { TranslocoDirective } from '@jsverse/transloco';
import { learningRoutes, type Rating } from '@minjiang/shared/learning';
import { Api } from '../../api/api.ts';
import { load } from '../../api/loaded.ts';
import { asProblem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { confirmed } from '../../ui/confirm-dialog.ts';
import { TotalPipe } from '../../ui/durations.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { ProgressBar } from '../../ui/progress-bar.ts';
import { translator } from '../../ui/translator.ts';
import { RatingForm } from './rating-form.ts';
import { RatingList } from './rating-list.ts';
import { RatingSummaryCard } from './rating-summary.ts';
import { reportedBy } from './report-dialog.ts';

/** The own rating of the programme of a class, and what others say of it. */
@Component({
  selector: 'mj-rating-page',
  imports: [
    Icon,
    LoadState,
    PageHeader,
    ProgressBar,
    RatingForm,
    RatingList,
    RatingSummaryCard,
    TotalPipe,
    TranslocoDirective,
  ],
  templateUrl: './rating-page.html',
})
export class RatingPage {
  private readonly api = inject(Api);
  private readonly dialog = inject(MatDialog);
  private readonly messages = inject(MatSnackBar);
  private readonly problems = inject(ProblemTexts);
  private readonly translate = translator();
  /** From the address. */
  readonly enrolmentId = input.required<string>();
  readonly page = input<string>();

  private readonly params = computed(() => ({ enrolmentId: this.enrolmentId() }));
  protected readonly own = load(learningRoutes.myProgrammeRating, () => ({ params: this.params() }));
  protected readonly fellows = load(learningRoutes.fellowRatings, () => ({
    params: this.params(),
    query: { page: Number(this.page() ?? 1), pageSize: 10 },
  }));
  protected readonly fault = signal<string | undefined>(undefined);

  protected saved(): void {
    this.say('saved');
    this.reload();
  }

  protected async withdraw(): Promise<void> {
    const say = (key: string) => this.translate(`learning.ratings.withdraw-${key}`);
    const question = { heading: say('heading'), text: say('text'), confirm: say('confirm'), danger: true };
    if (!(await confirmed(this.dialog, question))) return;
    this.fault.set(undefined);
    try {
      await this.api.call(learningRoutes.withdrawRating, { params: this.params() });
      this.say('withdrawn');
    } catch (thrown) {
      this.fault.set(this.problems.of(asProblem(thrown)));
    }
    this.reload();
  }

  protected async report({ ratingId, version }: Rating): Promise<void> {
    const params = { ...this.params(), ratingId };
    const sent = await reportedBy(this.dialog, (body) =>
      this.api.call(learningRoutes.reportFellowRating, { params, body: { ...body, version } }),
    );
    if (!sent) return;
    this.say('report-sent');
    this.fellows.reload();
  }

  private say(key: string): void {
    this.messages.open(this.translate(`learning.ratings.${key}`), undefined, { duration: 6000 });
  }

  private reload(): void {
    this.own.reload();
    this.fellows.reload();
  }
}
