import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { LearnerRecord } from '@minjiang/shared/learning';
import { Card } from '../../ui/card.ts';
import { Durations } from '../../ui/durations.ts';
import { compare, type Span, spans } from './chart-rules.ts';
import { DaysTable } from './days-table.ts';
import { HoursChart } from './hours-chart.ts';

/** The days as a chart, in a sentence, and as a table; how many is kept in the address. */
@Component({
  selector: 'mj-days-card',
  imports: [Card, DaysTable, HoursChart, RouterLink, TranslocoDirective],
  template: `
    <mj-card [heading]="t('chart')" *transloco="let t; prefix: 'learning.record'">
      <nav slot="action" class="spans no-print" [attr.aria-label]="t('span')">
        @for (one of spans; track one) {
          <a
            [routerLink]="[]"
            [queryParams]="{ days: one }"
            queryParamsHandling="merge"
            [class.on]="one === span()"
            [attr.aria-current]="one === span() ? 'true' : null"
            >{{ t('last', { n: one }) }}</a
          >
        }
      </nav>
      <mj-hours-chart [days]="days()" [today]="today()" [span]="span()" />
      <p class="small sum">{{ t('sum', { n: span(), time: sum().time }) }}{{ t(sum().key, sum()) }}</p>
      <details class="no-print">
        <summary class="small">{{ t('as-table') }}</summary>
        <mj-days-table [days]="days()" />
      </details>
    </mj-card>
  `,
  styles: `
    .spans {
      display: flex;
      border: 1px solid var(--line-strong);
      border-radius: var(--round-small);
      overflow: hidden;
    }
    .spans a {
      display: flex;
      align-items: center;
      min-height: 44px;
      padding: 0 var(--s4);
      color: var(--ink);
      text-decoration: none;
    }
    .spans a:focus-visible {
      outline-offset: -3px;
    }
    .spans .on {
      background: var(--primary-soft);
      color: var(--primary);
      font-weight: 600;
    }
    .sum {
      margin-top: var(--s2);
    }
    summary {
      width: fit-content;
      padding-block: var(--s3);
      color: var(--primary);
      cursor: pointer;
    }
  `,
})
export class DaysCard {
  private readonly durations = inject(Durations);
  readonly days = input.required<LearnerRecord['days']>();
  readonly today = input.required<string>();
  readonly span = input.required<Span>();

  protected readonly spans = spans;
  protected readonly sum = computed(() => {
    const { nowMs, changeMs } = compare(this.days(), this.today(), this.span());
    const key = changeMs === undefined ? 'first' : changeMs > 0 ? 'more' : changeMs < 0 ? 'less' : 'same';
    const words = (ms: number) => this.durations.words(ms);
    return { key, n: this.span(), time: words(nowMs), change: words(Math.abs(changeMs ?? 0)) };
  });
}
