import { Component, computed, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { analyticsRoutes, dropOffDays } from '@minjiang/shared/analytics';
import { load } from '../../api/loaded.ts';
import { sizeOf } from '../../content/index.ts';
import { PageTitle } from '../../shell/page-title.ts';
import { ClockPipe, MomentPipe, TotalPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { Figures, type Figure } from '../../ui/figures.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { Tag } from '../../ui/tag.ts';
import { translator } from '../../ui/translator.ts';
import { HeatStrip } from './heat-strip.ts';
import { percentOf } from './heat-rules.ts';
import { UseTag } from './use-tag.ts';

/** One resource: how much of it is seen, where learners drop off, by day, and where it is published. */
@Component({
  selector: 'mj-resource-page',
  imports: [
    ClockPipe,
    EmptyState,
    Figures,
    HeatStrip,
    LoadState,
    MomentPipe,
    PageHeader,
    RouterLink,
    Tag,
    TotalPipe,
    TranslocoDirective,
    UseTag,
  ],
  templateUrl: './resource-page.html',
  styles: `
    ul.plain {
      padding: 0;
      list-style: none;
    }
    .plain li {
      padding-block: var(--s2);
    }
    .plain li + li {
      border-top: 1px solid var(--line);
    }
    .days {
      max-height: 24em;
      overflow-y: auto;
    }
  `,
})
export class ResourcePage {
  private readonly say = translator();
  readonly resourceId = input.required<string>();
  protected readonly found = load(analyticsRoutes.getResource, () => ({
    params: { resourceId: this.resourceId() },
  }));
  protected readonly dropOffDays = dropOffDays;
  protected readonly days = computed(() =>
    (this.found.value()?.resource.days ?? [])
      .filter(({ views, seenMs }) => views > 0 || seenMs > 0)
      .reverse(),
  );
  protected readonly figures = computed((): Figure[] => {
    const of = this.found.value()?.resource;
    if (!of) return [];
    const label = (key: string) => this.say(`analytics.resources.${key}`);
    const storage: Figure = {
      label: label('stored'),
      value: of.storedBytes > 0 ? sizeOf(of.storedBytes) : '–',
      note:
        of.storedBytes > 0
          ? this.say('analytics.resources.storage-of', {
              original: sizeOf(of.originalBytes),
              derived: sizeOf(of.derivedBytes),
            })
          : undefined,
    };
    if (of.kind === 'picture') return [storage];
    return [
      { label: label('views'), value: String(of.views) },
      { label: label('learners'), value: String(of.learners) },
      {
        label: label('seen'),
        value: new TotalPipe().transform(of.seenMs),
        note: this.say('analytics.resource.credited', { time: new TotalPipe().transform(of.creditedMs) }),
      },
      {
        label: label('finished'),
        value: `${percentOf(of.finished, of.learners)}%`,
        note: this.say('analytics.resource.finished-of', { done: of.finished, all: of.learners }),
      },
      storage,
    ];
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const of = this.found.value()?.resource;
      if (of) title.name(of.name);
    });
  }
}
