import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import {
  analyticsRoutes,
  resourceKind,
  resourceSort,
  resourceUse,
  type ExportSubject,
} from '@minjiang/shared/analytics';
import { load } from '../../api/loaded.ts';
import { sizeOf } from '../../content/index.ts';
import { MomentPipe, TotalPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { Figures, type Figure } from '../../ui/figures.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { translator } from '../../ui/translator.ts';
import { ExportButton } from '../exports/export-button.ts';
import { FiguresTabs } from '../figures-tabs.ts';
import { percentOf } from './heat-rules.ts';
import { UseTag } from './use-tag.ts';

/** How each resource of the institution is used, what nobody uses, and what they take to store. */
@Component({
  selector: 'mj-resources-page',
  imports: [
    EmptyState,
    ExportButton,
    Figures,
    FiguresTabs,
    LoadState,
    MomentPipe,
    PageHeader,
    RouterLink,
    TableFrame,
    TotalPipe,
    TranslocoDirective,
    UseTag,
  ],
  templateUrl: './resources-page.html',
  styles: `
    @media (min-width: 701px) {
      .table {
        min-width: 860px;
      }
    }
  `,
})
export class ResourcesPage {
  private readonly router = inject(Router);
  private readonly say = translator();
  /** From the address. */
  readonly kind = input<string>();
  readonly use = input<string>();
  readonly find = input<string>();
  readonly sort = input<string>();
  readonly page = input<string>();

  protected readonly kinds = resourceKind.options;
  protected readonly uses = resourceUse.options;
  protected readonly sorts = resourceSort.options;
  protected readonly sorted = computed(() => resourceSort.safeParse(this.sort()).data ?? '-views');
  protected readonly filtered = computed(() => Boolean(this.kind() ?? this.use() ?? this.find()));
  private readonly asked = computed(() => ({
    use: resourceUse.safeParse(this.use()).data,
    find: this.find()?.trim() || undefined,
    sort: this.sorted(),
  }));
  private readonly askedKind = computed(() => resourceKind.safeParse(this.kind()).data);
  protected readonly found = load(analyticsRoutes.listResources, () => ({
    query: { page: Number(this.page() ?? 1), kind: this.askedKind(), ...this.asked() },
  }));
  protected readonly exported = computed((): ExportSubject => {
    return { kind: 'resources', resourceKind: this.askedKind(), ...this.asked() };
  });
  protected readonly figures = computed((): Figure[] => {
    const totals = this.found.value()?.totals;
    if (!totals) return [];
    const { byUse, originalBytes, derivedBytes } = totals;
    const label = (key: string) => this.say(`analytics.resources.${key}`);
    return [
      { label: label('total'), value: String(totals.resources) },
      { label: label('uses.not-viewed'), value: String(byUse['not-viewed']) },
      { label: label('uses.not-placed'), value: String(byUse['not-placed']) },
      { label: label('views'), value: String(totals.views) },
      {
        label: label('storage'),
        value: sizeOf(originalBytes + derivedBytes),
        note: this.say('analytics.resources.storage-of', {
          original: sizeOf(originalBytes),
          derived: sizeOf(derivedBytes),
        }),
      },
    ];
  });
  protected readonly sizeOf = sizeOf;
  protected readonly percentOf = percentOf;

  protected filter(by: Readonly<Record<string, string>>): void {
    const queryParams = Object.fromEntries(Object.entries(by).map(([name, value]) => [name, value || null]));
    void this.router.navigate([], {
      queryParams: { ...queryParams, page: null },
      queryParamsHandling: 'merge',
    });
  }
}
