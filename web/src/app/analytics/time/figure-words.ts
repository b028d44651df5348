import { inject, Injectable } from '@angular/core';
import type { Figures } from '@minjiang/shared/analytics';
import { classHoursOf } from '../../ui/duration-rules.ts';
import { Durations } from '../../ui/durations.ts';
import type { Figure } from '../../ui/figures.ts';
import { translator } from '../../ui/translator.ts';

/** The sums of a place in words: what was credited first, then what it comes to for each learner. */
@Injectable({ providedIn: 'root' })
export class FigureWords {
  private readonly translate = translator();
  private readonly durations = inject(Durations);

  of({ totals, before, period, minutesPerClassHour }: Figures): Figure[] {
    const say = (key: string, params = {}) => this.translate(`analytics.totals.${key}`, params);
    const hours = (ms: number) =>
      minutesPerClassHour === null
        ? undefined
        : say('class-hours', { n: classHoursOf(ms, minutesPerClassHour) });
    const words = (ms: number) => this.durations.words(ms);
    const dailyMs = Math.floor(totals.creditedMs / period.days);
    return [
      {
        label: say('credited'),
        value: words(totals.creditedMs),
        note: [hours(totals.creditedMs), this.change(totals.creditedMs, before.creditedMs, period.days)]
          .filter((part) => part !== undefined)
          .join(' · '),
      },
      { label: say('raw'), value: words(totals.rawMs), note: hours(totals.rawMs) },
      {
        label: say('average'),
        value: totals.averageCreditedMs === null ? '–' : words(totals.averageCreditedMs),
        note: say('average-note', { n: totals.enrolled }),
      },
      { label: say('daily'), value: words(dailyMs), note: say('daily-note', { n: period.days }) },
      {
        label: say('courses'),
        value: say('courses-value', totals.courses),
        note: say('courses-note', { n: totals.courses.unfinished }),
      },
      { label: say('tests'), value: say('not-yet'), note: say('not-yet-note') },
    ];
  }

  /** Against as many days before. */
  change(nowMs: number, beforeMs: number, days: number): string {
    const key = beforeMs === 0 ? 'first' : nowMs > beforeMs ? 'more' : nowMs < beforeMs ? 'less' : 'same';
    const change = this.durations.words(Math.abs(nowMs - beforeMs));
    return this.translate(`analytics.totals.${key}`, { n: days, change });
  }
}
