import { Component, computed, effect, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { identityRoutes } from '@minjiang/shared/identity';
import { load } from '../../api/loaded.ts';
import { Session } from '../../shell/session.ts';
import { PageTitle } from '../../shell/page-title.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { LoadState } from '../../ui/load-state.ts';
import { MaskedText } from '../../ui/masked-text.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { Tag } from '../../ui/tag.ts';
import { AccessCard } from './access-card.ts';
import { accountLook, titleOf } from './account-look.ts';
import { DutiesCard } from './duties-card.ts';

/** One account: who it is, how he gets in, and what he may do. */
@Component({
  selector: 'mj-ops-account-page',
  imports: [AccessCard, DutiesCard, LoadState, MaskedText, MomentPipe, PageHeader, Tag, TranslocoDirective],
  templateUrl: './account-page.html',
  styleUrl: './account-page.scss',
})
export class AccountPage {
  private readonly title = inject(PageTitle);
  private readonly session = inject(Session);
  readonly accountId = input.required<string>();
  protected readonly look = accountLook;
  protected readonly titleOf = titleOf;
  protected readonly own = computed(() => this.session.account()?.id === this.accountId());
  protected readonly account = load(identityRoutes.getAccount, () => ({
    params: { accountId: this.accountId() },
  }));

  constructor() {
    effect(() => {
      const row = this.account.value()?.account;
      if (row) this.title.name(titleOf(row));
    });
  }
}
