import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { AttendanceCell } from '@minjiang/shared/classes';
import { WordsPipe } from '../../ui/durations.ts';
import { AttendanceMark } from './attendance-mark.ts';
import { dayOf, numberOf, weekdayOf } from './attendance-rules.ts';

/** The days of one learner, newest first, each with its mark, its word and what was credited; only days that were his. */
@Component({
  selector: 'mj-day-list',
  imports: [AttendanceMark, TranslocoDirective, WordsPipe],
  template: `
    <ng-container *transloco="let t; prefix: 'classes.attendance'">
      <ol>
        @for (each of shown(); track each.day) {
          <li [class.picked]="each.day === picked()">
            <span class="nowrap"
              >{{ t('day-of', { m: numberOf(each.day), d: dayOf(each.day) }) }}
              <span class="muted">{{ t('weekday-names.' + weekdayOf(each.day)) }}</span></span
            >
            <mj-attendance-mark [of]="each.state" />
            <span class="time">
              @if (each.creditedMs > 0) {
                {{ each.creditedMs | words }}
              }
              @if (each.day === today()) {
                <span class="small muted">{{ t('provisional') }}</span>
              }
            </span>
          </li>
        } @empty {
          <li class="muted">{{ t('no-days') }}</li>
        }
      </ol>
    </ng-container>
  `,
  styles: `
    ol {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s1) var(--s3);
      padding: var(--s2);
      border-bottom: 1px solid var(--line);
    }
    li > :first-child {
      min-width: 7.5em;
    }
    .time {
      margin-inline-start: auto;
    }
    .picked {
      background: var(--primary-soft);
    }
  `,
})
export class DayList {
  readonly days = input.required<readonly { readonly day: string }[]>();
  readonly cells = input.required<readonly AttendanceCell[]>();
  readonly today = input.required<string>();
  /** A day that is pointed out. */
  readonly picked = input<string>();
  protected readonly dayOf = dayOf;
  protected readonly numberOf = numberOf;
  protected readonly weekdayOf = weekdayOf;
  protected readonly shown = computed(() => {
    const cells = this.cells();
    return this.days()
      .map(({ day }, i) => ({ day, ...cells[i]! }))
      .filter(({ day, state }) => state !== 'outside' && (day <= this.today() || state === 'excused'))
      .reverse();
  });
}
