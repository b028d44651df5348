import { Component, computed, inject, input } from '@angular/core';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from './icon.ts';
import { SideScroll } from './side-scroll.ts';

interface PageOfRows {
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
}

/**
 * The frame round a `<table class="table">`: scrolls sideways when narrow, dims while another page loads, and
 * keeps the page number in the address (`?page=2`) with all other parts of the address left as they are.
 */
@Component({
  selector: 'mj-table-frame',
  imports: [Icon, RouterLink, SideScroll, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'ui.table'">
      <div class="held" [mjSideScroll]="label()" [class.dim]="loading()">
        <ng-content />
      </div>
      <div class="foot row apart small">
        <span role="status">{{ of().total === 0 ? t('empty') : t('range', range()) }}</span>
        @if (pages() > 1) {
          <nav class="row" [attr.aria-label]="t('pages')">
            <a
              class="btn icon-only"
              [routerLink]="[]"
              [relativeTo]="route"
              queryParamsHandling="merge"
              [queryParams]="{ page: of().page - 1 }"
              [class.off]="of().page <= 1"
              [attr.aria-label]="t('previous')"
              ><mj-icon name="arrow-left"
            /></a>
            <span>{{ t('page-of', { page: of().page, pages: pages() }) }}</span>
            <a
              class="btn icon-only"
              [routerLink]="[]"
              [relativeTo]="route"
              queryParamsHandling="merge"
              [queryParams]="{ page: of().page + 1 }"
              [class.off]="of().page >= pages()"
              [attr.aria-label]="t('next')"
              ><mj-icon name="arrow-right"
            /></a>
          </nav>
        }
      </div>
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
      border: 1px solid var(--line);
      border-radius: var(--round);
      background: var(--card);
    }
    .held {
      border-radius: var(--round) var(--round) 0 0;
      transition: opacity var(--quick);
    }
    .dim {
      opacity: 0.5;
    }
    .foot {
      padding: var(--s2) var(--s3);
      border-top: 1px solid var(--line);
      color: var(--ink-2);
    }
    .off {
      visibility: hidden;
    }
  `,
})
export class TableFrame {
  protected readonly route = inject(ActivatedRoute);
  readonly of = input.required<PageOfRows>();
  readonly label = input.required<string>();
  readonly loading = input(false);
  protected readonly pages = computed(() => Math.max(1, Math.ceil(this.of().total / this.of().pageSize)));
  protected readonly range = computed(() => {
    const { page, pageSize, total } = this.of();
    return { from: (page - 1) * pageSize + 1, to: Math.min(total, page * pageSize), total };
  });
}
