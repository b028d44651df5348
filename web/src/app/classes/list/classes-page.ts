import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { classesRoutes, classState } from '@minjiang/shared/classes';
import { load } from '../../api/loaded.ts';
import { Session } from '../../shell/session.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { Tag } from '../../ui/tag.ts';
import { pageIn } from '../../ui/page-in.ts';
import { classLook } from '../class-look.ts';

/** Training classes of the institution, the one that opens last first. */
@Component({
  selector: 'mj-classes-page',
  imports: [EmptyState, Icon, LoadState, PageHeader, RouterLink, TableFrame, Tag, TranslocoDirective],
  templateUrl: './classes-page.html',
  styles: `
    .named {
      min-width: 14em;
    }
  `,
})
export class ClassesPage {
  private readonly router = inject(Router);
  protected readonly session = inject(Session);

  /** From the address. */
  readonly page = input<string>();
  readonly state = input<string>();

  protected readonly states = classState.options;
  protected readonly look = classLook;
  protected readonly chosen = computed(() => classState.safeParse(this.state()).data);
  protected readonly classes = load(classesRoutes.listClasses, () => ({
    query: { page: pageIn(this.page()), state: this.chosen() },
  }));

  protected filter(state: string): void {
    void this.router.navigate([], {
      queryParams: { state: state || null, page: null },
      queryParamsHandling: 'merge',
    });
  }
}
