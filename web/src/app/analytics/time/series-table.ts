import { Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { BucketLength, Figures } from '@minjiang/shared/analytics';
import { ClassHoursPipe, TotalPipe } from '../../ui/durations.ts';
import { SideScroll } from '../../ui/side-scroll.ts';
import { ChangeWord } from './change-word.ts';

/** The days, weeks or months of a period as figures, the newest first. */
@Component({
  selector: 'mj-series-table',
  imports: [ChangeWord, ClassHoursPipe, SideScroll, TotalPipe, TranslocoDirective],
  template: `
    <div *transloco="let t; prefix: 'analytics.series'" [mjSideScroll]="t('title.' + by())">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{{ t('date') }}</th>
            <th scope="col" class="number">{{ t('credited') }}</th>
            @if (of().minutesPerClassHour) {
              <th scope="col" class="number">{{ t('class-hours') }}</th>
            }
            <th scope="col" class="number">{{ t('refused') }}</th>
            <th scope="col" class="number">{{ t('raw') }}</th>
            <th scope="col" class="number">{{ t('change') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (bucket of newestFirst(); track bucket.from) {
            <tr>
              <th scope="row" class="nowrap">
                {{ bucket.from === bucket.to ? bucket.from : bucket.from + ' – ' + bucket.to }}
                @if (!bucket.whole) {
                  <span class="small muted">{{ t('cut') }}</span>
                }
              </th>
              <td class="number">{{ bucket.creditedMs | total }}</td>
              @if (of().minutesPerClassHour; as minutes) {
                <td class="number">{{ bucket.creditedMs | classHours: minutes }}</td>
              }
              <td class="number muted">{{ bucket.rawMs - bucket.creditedMs | total }}</td>
              <td class="number muted">{{ bucket.rawMs | total }}</td>
              <td class="number"><mj-change [ms]="bucket.changeMs" /></td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
})
export class SeriesTable {
  readonly of = input.required<Pick<Figures, 'series' | 'minutesPerClassHour'>>();
  readonly by = input.required<BucketLength>();
  protected newestFirst() {
    return [...this.of().series].reverse();
  }
}
