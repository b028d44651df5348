import { Component, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { identityRoutes } from '@minjiang/shared/identity';
import { load } from '../../api/loaded.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { EventWords } from './event-words.ts';

/** The audit trail: who did what, to what, when; newest first, and never changed. */
@Component({
  selector: 'mj-events-page',
  imports: [EmptyState, Icon, LoadState, MomentPipe, PageHeader, TableFrame, TranslocoDirective],
  templateUrl: './events-page.html',
  styles: `
    code {
      font-size: var(--small);
      color: var(--ink-2);
    }
  `,
})
export class EventsPage {
  protected readonly words = inject(EventWords);
  /** From the address. */
  readonly page = input<string>();
  protected readonly events = load(identityRoutes.listEvents, () => ({
    query: { page: Number(this.page() ?? 1), pageSize: 50 },
  }));
}
