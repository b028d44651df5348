import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Durations } from '../../ui/durations.ts';
import { barHeights } from './progress-rules.ts';

/** Credited time of the last days as small bars, oldest first; said as a sentence to screen readers. */
@Component({
  selector: 'mj-week-bars',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'classes.week'">
      <span class="bars" aria-hidden="true" [title]="spoken(t)">
        @for (height of heights(); track $index) {
          <i [class.none]="height === 0" [style.height.%]="height"></i>
        }
      </span>
      <span class="visually-hidden">{{ spoken(t) }}</span>
    </ng-container>
  `,
  styles: `
    .bars {
      display: inline-flex;
      align-items: flex-end;
      gap: 2px;
      height: 20px;
      vertical-align: middle;
    }
    i {
      width: 5px;
      border-radius: 1px;
      background: #83b8b1;
    }
    i.none {
      height: 1px !important;
      background: var(--line-strong);
    }
  `,
})
export class WeekBars {
  private readonly durations = inject(Durations);
  readonly days = input.required<readonly number[]>();
  protected readonly heights = computed(() => barHeights(this.days()));

  protected spoken(t: (key: string, params?: Record<string, string | number>) => string): string {
    const studied = this.days().filter((ms) => ms > 0);
    const length = studied.reduce((sum, ms) => sum + ms, 0);
    return studied.length === 0
      ? t('none')
      : t('some', { n: studied.length, length: this.durations.words(length) });
  }
}
