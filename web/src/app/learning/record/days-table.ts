import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { LearnerRecord } from '@minjiang/shared/learning';
import { TotalPipe } from '../../ui/durations.ts';

/** The days of the chart as figures, the newest first; days without study are left out. */
@Component({
  selector: 'mj-days-table',
  imports: [TotalPipe, TranslocoDirective],
  template: `
    <table class="table" *transloco="let t; prefix: 'learning.record'">
      <thead>
        <tr>
          <th scope="col">{{ t('date') }}</th>
          <th scope="col" class="number">{{ t('credited') }}</th>
          <th scope="col" class="number">{{ t('key-refused') }}</th>
        </tr>
      </thead>
      <tbody>
        @for (day of shown(); track day.date) {
          <tr>
            <th scope="row">{{ day.date }}</th>
            <td class="number">{{ day.creditedMs | total }}</td>
            <td class="number">{{ day.rawMs - day.creditedMs | total }}</td>
          </tr>
        }
      </tbody>
    </table>
  `,
  styles: `
    :host {
      display: block;
      max-width: 560px;
    }
    tbody th {
      font-weight: 400;
      white-space: nowrap;
    }
  `,
})
export class DaysTable {
  readonly days = input.required<LearnerRecord['days']>();
  protected readonly shown = computed(() => this.days().toReversed());
}
