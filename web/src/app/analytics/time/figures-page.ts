import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { analyticsRoutes, exportSubject, type ExportSubject } from '@minjiang/shared/analytics';
import { localDay } from '@minjiang/shared/kernel';
import { load } from '../../api/loaded.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { Figures } from '../../ui/figures.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { queryIn, stepsIn } from '../address.ts';
import { AttentionCard } from '../attention/attention-card.ts';
import { ExportButton } from '../exports/export-button.ts';
import { FiguresTabs } from '../figures-tabs.ts';
import { PartsCard } from '../parts/parts-card.ts';
import { PeriodFilter } from '../period/period-filter.ts';
import { RunsCard } from '../runs/runs-card.ts';
import { PlaceNames } from '../place-names.ts';
import { Trail } from '../trail.ts';
import { FigureWords } from './figure-words.ts';
import { SeriesCard } from './series-card.ts';

/** Learning time of whatever the role may see, from the widest place down to the runs of one lesson. */
@Component({
  selector: 'mj-figures-page',
  imports: [
    ExportButton,
    AttentionCard,
    EmptyState,
    Figures,
    FiguresTabs,
    LoadState,
    MomentPipe,
    PageHeader,
    PartsCard,
    PeriodFilter,
    RunsCard,
    SeriesCard,
    Trail,
    TranslocoDirective,
  ],
  templateUrl: './figures-page.html',
  styles: `
    .notes {
      padding-inline-start: var(--s5);
      margin: 0;
    }
  `,
})
export class FiguresPage {
  private readonly words = inject(FigureWords);
  private readonly names = inject(PlaceNames);
  /** All from the address. */
  readonly regionCode = input<string>();
  readonly institutionId = input<string>();
  readonly classId = input<string>();
  readonly enrolmentId = input<string>();
  readonly lessonId = input<string>();
  readonly from = input<string>();
  readonly to = input<string>();
  readonly by = input<string>();
  readonly parts = input<string>();
  readonly sort = input<string>();
  readonly page = input<string>();

  protected readonly query = computed(() =>
    queryIn({
      regionCode: this.regionCode(),
      institutionId: this.institutionId(),
      classId: this.classId(),
      enrolmentId: this.enrolmentId(),
      lessonId: this.lessonId(),
      from: this.from(),
      to: this.to(),
      by: this.by(),
      parts: this.parts(),
      sort: this.sort(),
      page: this.page(),
    }),
  );
  protected readonly loaded = load(analyticsRoutes.readFigures, () => ({ query: this.query() }));
  protected readonly steps = computed(() => stepsIn(this.by()));
  protected readonly today = localDay(Date.now());
  protected readonly figures = computed(() => {
    const found = this.loaded.value();
    return found ? this.words.of(found) : [];
  });
  /** What an export of this page holds: its parts, all of them, in its period. */
  protected readonly exported = computed<ExportSubject>(() => {
    const { page: _page, pageSize: _size, by: _by, ...query } = this.query();
    const { from, to } = this.loaded.value()?.period ?? {};
    return exportSubject.parse({ kind: 'figures', ...query, from, to });
  });
  protected readonly place = computed(() => {
    const last = this.loaded.value()?.trail.at(-1);
    return last ? this.names.of(last) : '';
  });
  /** What one has to know to read the figures of this place. */
  protected readonly notes = computed(() => {
    const trail = this.loaded.value()?.trail ?? [];
    const widest = trail[0]?.level;
    return [
      'time',
      'courses',
      ...(widest === 'employer' ? ['employer'] : []),
      ...(trail.at(-1)?.level === 'region' ? ['region'] : []),
    ];
  });
}
