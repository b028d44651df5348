import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { HeatBin } from '@minjiang/shared/analytics';
import { ClockPipe } from '../../ui/durations.ts';
import { columnsOf, extremesOf } from './heat-rules.ts';

/** How much each place of a film or text was seen, and how many learners came there; also as words and as a table. */
@Component({
  selector: 'mj-heat-strip',
  imports: [ClockPipe, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'analytics.resource'">
      @if (extremes(); as of) {
        <p>
          {{
            t(of.hottest === of.coldest ? 'heat-even' : 'heat-words', {
              from: (of.hottest.fromMs | clock),
              to: (of.hottest.toMs | clock),
              times: of.hottest.times.toFixed(1),
              least: (of.coldest.fromMs | clock),
              until: (of.coldest.toMs | clock),
              fewest: of.coldest.times.toFixed(1),
            })
          }}
        </p>
      }
      <svg [attr.viewBox]="'0 0 ' + columns().length + ' 100'" preserveAspectRatio="none" aria-hidden="true">
        @for (column of columns(); track column.fromMs) {
          <rect
            [attr.x]="$index"
            [attr.y]="100 - 100 * column.heat"
            width="0.9"
            [attr.height]="100 * column.heat"
          />
        }
        <polyline [attr.points]="curve()" vector-effect="non-scaling-stroke" />
      </svg>
      <div class="row apart small muted" aria-hidden="true">
        <span>{{ 0 | clock }}</span>
        <span>{{ length() | clock }}</span>
      </div>
      <ul class="legend small muted" aria-hidden="true">
        <li><i class="seen"></i>{{ t('heat', { n: seconds() }) }}</li>
        <li><i class="came"></i>{{ t('reached') }}</li>
      </ul>
      <details>
        <summary>{{ t('as-table') }}</summary>
        <div class="scroll-x" tabindex="0" role="region" [attr.aria-label]="t('as-table')">
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{{ t('place') }}</th>
                <th scope="col" class="number">{{ t('times') }}</th>
                <th scope="col" class="number">{{ t('came') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (column of columns(); track column.fromMs) {
                <tr>
                  <th scope="row" class="nowrap">{{ column.fromMs | clock }} – {{ column.toMs | clock }}</th>
                  <td class="number">{{ column.times.toFixed(2) }}</td>
                  <td class="number">{{ floor(100 * column.reached) }}%</td>
                </tr>
              }
            </tbody>
          </table>
        </div>
      </details>
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: var(--s3);
    }
    svg {
      display: block;
      width: 100%;
      height: 140px;
      border-bottom: 1px solid var(--line-strong);
      background: var(--well);
    }
    rect {
      fill: var(--primary);
    }
    polyline {
      fill: none;
      stroke: var(--amber);
      stroke-width: 2.5;
    }
    .legend {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s1) var(--s5);
      padding: 0;
      list-style: none;
    }
    .legend li {
      display: flex;
      gap: var(--s2);
      align-items: center;
    }
    .seen {
      width: 14px;
      height: 14px;
      background: var(--primary);
    }
    .came {
      width: 20px;
      height: 3px;
      background: var(--amber);
    }
    .scroll-x {
      max-height: 24em;
      overflow-y: auto;
    }
    summary {
      min-height: var(--target);
      cursor: pointer;
    }
  `,
})
export class HeatStrip {
  readonly bins = input.required<readonly HeatBin[]>();
  readonly learners = input.required<number>();
  readonly length = input.required<number>();
  protected readonly columns = computed(() => columnsOf(this.bins(), this.learners()));
  /** Length of a column; a film of up to ten minutes has the bins themselves. */
  protected readonly seconds = computed(() => {
    const [first] = this.columns();
    return first ? (first.toMs - first.fromMs) / 1000 : 0;
  });
  protected readonly extremes = computed(() => extremesOf(this.columns()));
  protected readonly curve = computed(() =>
    this.columns()
      .map(({ reached }, i) => `${i + 0.5},${100 - 98 * reached}`)
      .join(' '),
  );
  protected readonly floor = Math.floor;
}
