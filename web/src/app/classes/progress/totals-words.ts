import { inject, Injectable } from '@angular/core';
import type { AnswerOf } from '@minjiang/shared/kernel';
import type { learningRoutes } from '@minjiang/shared/learning';
import { classHoursOf } from '../../ui/duration-rules.ts';
import { Durations } from '../../ui/durations.ts';
import type { Figure } from '../../ui/figures.ts';
import { translator } from '../../ui/translator.ts';

export type ProgressTotals = AnswerOf<typeof learningRoutes.classProgress>['totals'];

/** Totals over a roster as the figures on top of a page; class hours where one length of them holds for all. */
@Injectable({ providedIn: 'root' })
export class TotalsWords {
  private readonly translate = translator();
  private readonly durations = inject(Durations);

  /** @param rows what one row of the list is: a person of a class, or one of the enrolments of a person */
  of(totals: ProgressTotals, rows: 'people' | 'enrolments'): Figure[] {
    const say = (key: string, params = {}) => this.translate(`classes.totals.${key}`, params);
    const minutes = totals.minutesPerClassHour;
    const share = (n: number) => say('of', { n, all: totals.enrolled });
    return [
      { label: say('enrolled'), value: say(rows, { n: totals.enrolled }) },
      { label: say('active-today'), value: share(totals.activeToday) },
      {
        label: say(rows === 'people' ? 'average' : 'average-enrolment'),
        value:
          totals.averageCreditedMs === 0
            ? '–'
            : minutes === null
              ? this.durations.words(totals.averageCreditedMs)
              : say('class-hours', { n: classHoursOf(totals.averageCreditedMs, minutes) }),
        note:
          minutes === null || totals.averageCreditedMs === 0
            ? undefined
            : this.durations.words(totals.averageCreditedMs),
      },
      { label: say('done'), value: share(totals.done) },
    ];
  }
}
