import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { identityRoutes } from '@minjiang/shared/identity';
import { load } from '../../api/loaded.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { MaskedText } from '../../ui/masked-text.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { Tag } from '../../ui/tag.ts';
import { accountLook, accountStates } from './account-look.ts';

/** All accounts, newest first, with masked personal data; one is opened to act on it. */
@Component({
  selector: 'mj-accounts-page',
  imports: [
    EmptyState,
    Icon,
    LoadState,
    MaskedText,
    MomentPipe,
    PageHeader,
    RouterLink,
    TableFrame,
    Tag,
    TranslocoDirective,
  ],
  templateUrl: './accounts-page.html',
})
export class AccountsPage {
  private readonly router = inject(Router);
  /** From the address. */
  readonly state = input<string>();
  readonly find = input<string>();
  readonly page = input<string>();

  protected readonly states = accountStates;
  protected readonly look = accountLook;
  protected readonly filtered = computed(() => Boolean(this.state() ?? this.find()));
  protected readonly accounts = load(identityRoutes.listAccounts, () => ({
    query: {
      page: Number(this.page() ?? 1),
      state: accountStates.find((state) => state === this.state()),
      find: this.find()?.trim().slice(0, 64),
    },
  }));

  protected filter(part: { state?: string | null; find?: string | null }): void {
    void this.router.navigate([], { queryParams: { ...part, page: null }, queryParamsHandling: 'merge' });
  }

  protected search(event: Event, text: string): void {
    event.preventDefault();
    this.filter({ find: text.trim() || null });
  }
}
