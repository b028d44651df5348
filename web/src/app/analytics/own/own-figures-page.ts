import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { analyticsRoutes, periodQuery } from '@minjiang/shared/analytics';
import { localDay } from '@minjiang/shared/kernel';
import { load } from '../../api/loaded.ts';
import { ClassHoursPipe, MomentPipe, TotalPipe } from '../../ui/durations.ts';
import { Card } from '../../ui/card.ts';
import { Figures } from '../../ui/figures.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { SideScroll } from '../../ui/side-scroll.ts';
import { translator } from '../../ui/translator.ts';
import { stepsIn } from '../address.ts';
import { PeriodFilter } from '../period/period-filter.ts';
import { FigureWords } from '../time/figure-words.ts';
import { SeriesCard } from '../time/series-card.ts';

/** A learner's own study in any period: by day, week or month, and by course. */
@Component({
  selector: 'mj-own-figures-page',
  imports: [
    Card,
    ClassHoursPipe,
    Figures,
    LoadState,
    MomentPipe,
    PageHeader,
    PeriodFilter,
    SeriesCard,
    SideScroll,
    TotalPipe,
    TranslocoDirective,
  ],
  templateUrl: './own-figures-page.html',
  styles: `
    .hours {
      display: block;
    }
  `,
})
export class OwnFiguresPage {
  private readonly words = inject(FigureWords);
  private readonly say = translator();
  /** All from the address. */
  readonly from = input<string>();
  readonly to = input<string>();
  readonly by = input<string>();

  protected readonly steps = computed(() => stepsIn(this.by()));
  protected readonly today = localDay(Date.now());
  protected readonly loaded = load(analyticsRoutes.myFigures, () => ({
    query: {
      from: periodQuery.from.safeParse(this.from()).data,
      to: periodQuery.to.safeParse(this.to()).data,
      by: this.steps(),
    },
  }));
  protected readonly crumbs = computed(() => [{ text: this.say('learning.record.title'), link: '/record' }]);
  protected readonly figures = computed(() => {
    const found = this.loaded.value();
    return found ? this.words.ofOwn(found) : [];
  });
}
