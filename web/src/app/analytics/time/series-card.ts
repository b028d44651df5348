import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { BucketLength, Figures } from '@minjiang/shared/analytics';
import { Card } from '../../ui/card.ts';
import { TimeChart } from '../chart/time-chart.ts';
import { FigureWords } from './figure-words.ts';
import { SeriesTable } from './series-table.ts';

/** Days, weeks or months as a drawing, in a sentence and as a table. */
@Component({
  selector: 'mj-series-card',
  imports: [Card, SeriesTable, TimeChart, TranslocoDirective],
  template: `
    <mj-card [heading]="t('title.' + by())" *transloco="let t; prefix: 'analytics.series'">
      <mj-time-chart [series]="of().series" [summary]="summary()" />
      <p class="small">{{ summary() }}</p>
      <details>
        <summary class="small">{{ t('as-table') }}</summary>
        <mj-series-table [of]="of()" [by]="by()" />
      </details>
    </mj-card>
  `,
  styles: `
    summary {
      width: fit-content;
      padding-block: var(--s3);
      color: var(--primary);
      cursor: pointer;
    }
  `,
})
export class SeriesCard {
  private readonly words = inject(FigureWords);
  readonly of = input.required<Pick<Figures, 'series' | 'minutesPerClassHour'>>();
  readonly by = input.required<BucketLength>();
  protected readonly summary = computed(() => this.words.ofSeries(this.of().series, this.by()));
}
