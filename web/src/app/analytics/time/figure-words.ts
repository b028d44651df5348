import { inject, Injectable } from '@angular/core';
import type { BucketLength, FigureBucket, Figures, OwnFigures } from '@minjiang/shared/analytics';
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

  /** The same for whoever looks at himself. */
  ofOwn({ totals, before, period, minutesPerClassHour }: OwnFigures): Figure[] {
    const say = (key: string, params = {}) => this.translate(`analytics.${key}`, params);
    const hours = (ms: number) =>
      minutesPerClassHour === null
        ? undefined
        : say('totals.class-hours', { n: classHoursOf(ms, minutesPerClassHour) });
    const words = (ms: number) => this.durations.words(ms);
    return [
      {
        label: say('totals.credited'),
        value: words(totals.creditedMs),
        note: hours(totals.creditedMs) ?? this.change(totals.creditedMs, before.creditedMs, period.days),
      },
      { label: say('totals.raw'), value: words(totals.rawMs) },
      {
        label: say('totals.daily'),
        value: words(Math.floor(totals.creditedMs / period.days)),
        note: say('totals.daily-note', { n: period.days }),
      },
      {
        label: say('own.studied-days'),
        value: say('own.days', { n: totals.studiedDays }),
        note: say('own.days-of', { n: period.days }),
      },
      {
        label: say('totals.courses'),
        value: say('totals.courses-value', totals.courses),
        note: say('totals.courses-note', { n: totals.courses.unfinished }),
      },
      { label: say('totals.tests'), value: say('totals.not-yet'), note: say('totals.not-yet-note') },
    ];
  }

  /** What a drawing of days, weeks or months shows. */
  ofSeries(series: readonly FigureBucket[], by: BucketLength): string {
    const total = series.reduce((sum, { creditedMs }) => sum + creditedMs, 0);
    const most = series.reduce((a, b) => (b.creditedMs > a.creditedMs ? b : a), series[0]!);
    if (total === 0) return this.translate('analytics.series.none');
    return this.translate('analytics.series.sum', {
      time: this.durations.words(total),
      step: this.translate(`analytics.period.steps.${by}`),
      average: this.durations.words(Math.floor(total / series.length)),
      date: most.from === most.to ? most.from : `${most.from} – ${most.to}`,
      most: this.durations.words(most.creditedMs),
    });
  }

  /** Against as many days before. */
  change(nowMs: number, beforeMs: number, days: number): string {
    const key = beforeMs === 0 ? 'first' : nowMs > beforeMs ? 'more' : nowMs < beforeMs ? 'less' : 'same';
    const change = this.durations.words(Math.abs(nowMs - beforeMs));
    return this.translate(`analytics.totals.${key}`, { n: days, change });
  }
}
