import { inject, Injectable, Pipe, type PipeTransform } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { localOffsetMs } from '@minjiang/shared/kernel';
import { classHoursOf, clockOf, totalOf, wordingOf } from './duration-rules.ts';

/** Lengths of time in the words of the locale. */
@Injectable({ providedIn: 'root' })
export class Durations {
  private readonly texts = inject(TranslocoService);

  /** `1 小时 05 分`, `12 分钟`, `3 分 20 秒`, `45 秒`. */
  words(ms: number): string {
    const { key, params } = wordingOf(ms);
    return this.texts.translate(`ui.duration.${key}`, params);
  }
}

/** `{{ ms | words }}` → `1 小时 05 分`. */
@Pipe({ name: 'words', pure: false })
export class WordsPipe implements PipeTransform {
  private readonly durations = inject(Durations);
  transform(ms: number): string {
    return this.durations.words(ms);
  }
}

/** `{{ ms | clock }}` → `12:34`. */
@Pipe({ name: 'clock' })
export class ClockPipe implements PipeTransform {
  transform(ms: number): string {
    return clockOf(ms);
  }
}

/** `{{ ms | total }}` → `21:46:10`. */
@Pipe({ name: 'total' })
export class TotalPipe implements PipeTransform {
  transform(ms: number): string {
    return totalOf(ms);
  }
}

/** `{{ ms | classHours: 45 }}` → `29.0`. */
@Pipe({ name: 'classHours' })
export class ClassHoursPipe implements PipeTransform {
  transform(ms: number, minutesPerClassHour = 45): string {
    return classHoursOf(ms, minutesPerClassHour);
  }
}

/** `{{ instant | moment }}` → `2026-11-24 14:05`, always in the platform's local time. */
@Pipe({ name: 'moment' })
export class MomentPipe implements PipeTransform {
  transform(instant: string | null | undefined): string {
    if (!instant) return '–';
    return new Date(Date.parse(instant) + localOffsetMs).toISOString().slice(0, 16).replace('T', ' ');
  }
}
