import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { leastForAverage, type RatingSummary } from '@minjiang/shared/learning';
import { linesOf } from './summary-rules.ts';

/** How the ratings of a programme are spread, how many there are, and their average once there are enough. */
@Component({
  selector: 'mj-rating-summary',
  imports: [TranslocoDirective],
  host: { class: 'card' },
  template: `
    <ng-container *transloco="let t; prefix: 'learning.ratings'">
      <h2>{{ t('spread') }}</h2>
      <p>
        @if (of().average; as average) {
          <span class="figure">{{ average.toFixed(1) }}</span>
          {{ t('of-five') }} ·
        }
        <strong>{{ t('count', { n: of().count }) }}</strong>
      </p>
      @if (of().average === null) {
        <p class="small muted">{{ t('no-average', { n: least }) }}</p>
      }
      <table>
        <caption class="visually-hidden">
          {{
            t('spread')
          }}
        </caption>
        <thead class="visually-hidden">
          <tr>
            <th scope="col">{{ t('star-column') }}</th>
            <th scope="col">{{ t('share') }}</th>
            <th scope="col">{{ t('number') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (line of lines(); track line.stars) {
            <tr>
              <th scope="row" class="nowrap">{{ t('stars', { n: line.stars }) }}</th>
              <td class="bar">
                <i><b [style.width.%]="line.percent"></b></i
                ><span class="visually-hidden">{{ line.percent }}%</span>
              </td>
              <td class="nowrap">{{ line.count }}</td>
            </tr>
          }
        </tbody>
      </table>
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
    }
    table {
      width: 100%;
      max-width: 30em;
      margin-top: var(--s3);
      border-collapse: collapse;
    }
    th,
    td {
      padding: var(--s1) 0;
      font-weight: 400;
      text-align: start;
    }
    .bar {
      position: relative;
      width: 100%;
      padding-inline: var(--s3);
    }
    i {
      display: block;
      height: 12px;
      border-radius: 6px;
      background: var(--well);
    }
    b {
      display: block;
      height: 100%;
      border-radius: 6px;
      background: var(--primary);
    }
    tbody td:last-child {
      width: 1%;
      min-width: 2.5em;
      text-align: end;
    }
  `,
})
export class RatingSummaryCard {
  readonly of = input.required<RatingSummary>();
  protected readonly least = leastForAverage;
  protected readonly lines = computed(() => linesOf(this.of()));
}
