import { Component, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { caseOrigin, caseRoutes, caseState } from '@minjiang/shared/integrity';
import { load } from '../../api/loaded.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { Tag } from '../../ui/tag.ts';
import { leftOf } from './case-rules.ts';

/** Signals, appeals and stopped study that wait for a person; what must be decided first is on top. */
@Component({
  selector: 'mj-cases-page',
  imports: [EmptyState, LoadState, PageHeader, RouterLink, TableFrame, Tag, TranslocoDirective],
  templateUrl: './cases-page.html',
  styles: `
    @media (min-width: 701px) {
      .table {
        min-width: 760px;
      }
    }
  `,
})
export class CasesPage {
  private readonly router = inject(Router);
  /** From the address. */
  readonly state = input<string>();
  readonly origin = input<string>();
  readonly page = input<string>();

  protected readonly states = caseState.options;
  protected readonly origins = caseOrigin.options;
  protected readonly cases = load(caseRoutes.listCases, () => ({
    query: {
      page: Number(this.page() ?? 1),
      state: caseState.safeParse(this.state()).data,
      origin: caseOrigin.safeParse(this.origin()).data,
    },
  }));

  protected left(decideBy: string) {
    return leftOf(decideBy, Date.now());
  }

  protected filter(by: { state?: string; origin?: string }): void {
    const queryParams = Object.fromEntries(Object.entries(by).map(([name, value]) => [name, value || null]));
    void this.router.navigate([], {
      queryParams: { ...queryParams, page: null },
      queryParamsHandling: 'merge',
    });
  }
}
