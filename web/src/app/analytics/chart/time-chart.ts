import {
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { FigureBucket } from '@minjiang/shared/analytics';
import { Durations } from '../../ui/durations.ts';
import { translator } from '../../ui/translator.ts';
import { themeOf } from './chart-theme.ts';
import type { Chart } from './echarts-parts.ts';
import { timeOption } from './time-option.ts';

/** Credited and refused time by day, week or month as bars. What it shows is said in `summary`, for who cannot see it. */
@Component({
  selector: 'mj-time-chart',
  imports: [TranslocoDirective],
  template: `
    <div #host class="drawing" role="img" [attr.aria-label]="summary()"></div>
    <p class="small muted key" *transloco="let t; prefix: 'analytics.series'">
      <i class="credited"></i>{{ t('credited') }} <i class="refused"></i>{{ t('refused') }}
    </p>
  `,
  styleUrl: './time-chart.scss',
})
export class TimeChart {
  private readonly say = translator();
  private readonly durations = inject(Durations);
  private readonly host = viewChild.required<ElementRef<HTMLElement>>('host');
  readonly series = input.required<readonly FigureBucket[]>();
  readonly summary = input.required<string>();
  private readonly chart = signal<Chart | undefined>(undefined);
  private readonly width = signal(0);
  private readonly words = computed(() => ({
    credited: this.say('analytics.series.credited'),
    refused: this.say('analytics.series.refused'),
    words: (ms: number) => this.durations.words(ms),
    label: ({ from, to }: { from: string; to: string }) => (from === to ? from : `${from} – ${to}`),
  }));

  constructor() {
    const watch = new ResizeObserver(([entry]) => this.width.set(entry?.contentRect.width ?? 0));
    let gone = false;
    inject(DestroyRef).onDestroy(() => {
      gone = true;
      watch.disconnect();
      this.chart()?.dispose();
    });
    effect(() => {
      const host = this.host().nativeElement;
      watch.observe(host);
      void import('./echarts-parts.ts').then(({ openChart }) => {
        if (!gone) this.chart.set(openChart(host));
      });
    });
    effect(() => {
      const [chart, width] = [this.chart(), this.width()];
      if (!chart || width === 0) return;
      chart.resize();
      const theme = themeOf(this.host().nativeElement);
      chart.setOption(timeOption(this.series(), this.words(), theme, width < 480), true);
    });
  }
}
