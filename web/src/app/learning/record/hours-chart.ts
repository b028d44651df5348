import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { LearnerRecord } from '@minjiang/shared/learning';
import { TotalPipe, WordsPipe } from '../../ui/durations.ts';
import { dayOfMonth } from '../local-dates.ts';
import { hasLabel, lastDays, scaleOf } from './chart-rules.ts';

/** A bar for each of the last days: credited time, and hatched on top of it what was refused. */
@Component({
  selector: 'mj-hours-chart',
  imports: [TotalPipe, TranslocoDirective, WordsPipe],
  template: `
    <ng-container *transloco="let t; prefix: 'learning.record'">
      <div class="frame" role="img" [attr.aria-label]="t('chart-label', { n: span() })">
        @for (line of scale().lines; track line) {
          <span class="line small muted" [style.bottom.%]="(line / scale().topMs) * 100"
            ><span>{{ line | words }}</span></span
          >
        }
        <div class="bars" [class.dense]="span() > 7">
          @for (bar of bars(); track bar.date) {
            <div
              class="day"
              [title]="
                bar.date +
                ' ' +
                t('key-credited') +
                ' ' +
                (bar.creditedMs | total) +
                ' ' +
                t('key-refused') +
                ' ' +
                (bar.rawMs - bar.creditedMs | total)
              "
            >
              <i class="refused" [style.height.%]="bar.refused"></i>
              <i class="credited" [style.height.%]="bar.credited"></i>
              @if (bar.label) {
                <span class="label small muted">{{
                  bar.date === today() ? t('today') : t('day', { d: bar.day })
                }}</span>
              }
            </div>
          }
        </div>
        @if (empty()) {
          <p class="nothing muted">{{ t('nothing-in-span', { n: span() }) }}</p>
        }
      </div>
      <p class="small muted key">
        <i class="credited"></i>{{ t('key-credited') }} <i class="refused"></i>{{ t('key-refused') }}
      </p>
    </ng-container>
  `,
  styleUrl: './hours-chart.scss',
})
export class HoursChart {
  readonly days = input.required<LearnerRecord['days']>();
  /** The last day shown, the learner's today. */
  readonly today = input.required<string>();
  readonly span = input.required<number>();

  private readonly shown = computed(() => lastDays(this.days(), this.today(), this.span()));
  protected readonly empty = computed(() => this.shown().every(({ rawMs }) => rawMs === 0));
  protected readonly scale = computed(() => scaleOf(this.shown()));
  protected readonly bars = computed(() => {
    const { topMs } = this.scale();
    return this.shown().map((day, at, all) => ({
      ...day,
      day: dayOfMonth(day.date),
      label: hasLabel(at, all.length),
      credited: (day.creditedMs / topMs) * 100,
      refused: ((day.rawMs - day.creditedMs) / topMs) * 100,
    }));
  });
}
