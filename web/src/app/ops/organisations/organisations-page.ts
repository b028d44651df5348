import { Component, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { identityRoutes, organisationKind } from '@minjiang/shared/identity';
import { load } from '../../api/loaded.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { regionKey } from '../regions.ts';

/** Institutions, employers, centres and the operator, newest first. */
@Component({
  selector: 'mj-organisations-page',
  imports: [EmptyState, Icon, LoadState, MomentPipe, PageHeader, RouterLink, TableFrame, TranslocoDirective],
  templateUrl: './organisations-page.html',
})
export class OrganisationsPage {
  private readonly router = inject(Router);
  /** From the address. */
  readonly kind = input<string>();
  readonly page = input<string>();

  protected readonly kinds = organisationKind.options;
  protected readonly regionKey = regionKey;
  protected readonly organisations = load(identityRoutes.listOrganisations, () => ({
    query: { page: Number(this.page() ?? 1), kind: organisationKind.safeParse(this.kind()).data },
  }));

  protected filter(kind: string): void {
    void this.router.navigate([], {
      queryParams: { kind: kind || null, page: null },
      queryParamsHandling: 'merge',
    });
  }
}
