import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { AttendanceTerms } from '@minjiang/shared/classes';
import { translator } from '../../ui/translator.ts';
import { AttendanceMark } from './attendance-mark.ts';
import { markedStates } from './attendance-rules.ts';

/** What the marks of a sheet mean, and from how much time on. */
@Component({
  selector: 'mj-attendance-legend',
  imports: [AttendanceMark, TranslocoDirective],
  template: `
    <div class="stack tight small" *transloco="let t; prefix: 'classes.attendance'">
      <div class="row marks">
        @for (state of states; track state) {
          <mj-attendance-mark [of]="state" />
        }
      </div>
      @if (terms(); as of) {
        <p class="muted">
          {{ t('terms-are', { present: of.presentFromMinutes, part: of.partFromMinutes }) }}
          @if (restful(); as days) {
            {{ t('rest-are', { days }) }}
          }
          {{ t('rate-is') }}
        </p>
      } @else {
        <p class="muted">{{ t('terms-differ') }} {{ t('rate-is') }}</p>
      }
    </div>
  `,
  styles: `
    .marks {
      gap: var(--s1) var(--s5);
    }
  `,
})
export class AttendanceLegend {
  private readonly translate = translator();
  /** Of the class; without them the learners shown are of several. */
  readonly terms = input<AttendanceTerms>();
  protected readonly states = markedStates;
  protected readonly restful = computed(() => {
    const say = (key: string) => this.translate(`classes.attendance.${key}`);
    return (this.terms()?.restWeekdays ?? []).map((day) => say(`weekday-names.${day}`)).join(say('comma'));
  });
}
