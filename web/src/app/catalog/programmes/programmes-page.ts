import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { catalogRoutes } from '@minjiang/shared/catalog';
import { load } from '../../api/loaded.ts';
import { Session } from '../../shell/session.ts';
import { MomentPipe, WordsPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { Tag } from '../../ui/tag.ts';
import { programmeLook } from './programme-look.ts';

/** Programmes of the institution, newest change first. */
@Component({
  selector: 'mj-programmes-page',
  imports: [
    EmptyState,
    Icon,
    LoadState,
    MomentPipe,
    PageHeader,
    RouterLink,
    TableFrame,
    Tag,
    TranslocoDirective,
    WordsPipe,
  ],
  templateUrl: './programmes-page.html',
  styles: `
    tbody th {
      min-width: 12em;
    }
  `,
})
export class ProgrammesPage {
  protected readonly session = inject(Session);
  readonly page = input<string>();
  protected readonly look = programmeLook;
  protected readonly programmes = load(catalogRoutes.listProgrammes, () => ({
    query: { page: Number(this.page() ?? 1) },
  }));
}
