import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { integrityRoutes } from '@minjiang/shared/integrity';
import { learningRoutes } from '@minjiang/shared/learning';
import { load } from '../../api/loaded.ts';
import { Preferences } from '../../shell/preferences.ts';
import { Card } from '../../ui/card.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { MakeUps } from '../record/make-ups.ts';
import { dateInWords } from '../local-dates.ts';
import { ContinueCard } from './continue-card.ts';
import { DueList } from './due-list.ts';
import { TodayCard } from './today-card.ts';

/** The learner's first screen: one obvious next step, today against the cap, and what ends soon. */
@Component({
  selector: 'mj-today-page',
  imports: [
    Card,
    ContinueCard,
    DueList,
    EmptyState,
    LoadState,
    MakeUps,
    PageHeader,
    RouterLink,
    TodayCard,
    TranslocoDirective,
  ],
  templateUrl: './today-page.html',
  styleUrl: './today-page.scss',
})
export class TodayPage {
  private readonly locale = inject(Preferences).locale;
  protected readonly today = load(learningRoutes.myToday);
  private readonly checks = load(integrityRoutes.myChecks);
  /** What a missed check cancelled and may still be made up for: nothing else is as urgent. */
  protected readonly makeUps = computed(
    () => this.checks.value()?.makeUps.filter(({ state }) => state === 'due') ?? [],
  );
  protected readonly date = computed(() => {
    const today = this.today.value();
    return today && dateInWords(today.date, this.locale());
  });
}
