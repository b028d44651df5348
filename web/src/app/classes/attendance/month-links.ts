import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../../ui/icon.ts';
import { monthAfter, numberOf, yearOf } from './attendance-rules.ts';

/** The month that is shown, between the ways to the one before and the one after; it is kept in the address. */
@Component({
  selector: 'mj-month-links',
  imports: [Icon, RouterLink, TranslocoDirective],
  template: `
    <nav class="row" *transloco="let t; prefix: 'classes.attendance'" [attr.aria-label]="t('months')">
      <a
        class="btn icon-only no-print"
        [routerLink]="[]"
        queryParamsHandling="merge"
        [queryParams]="{ month: before(), page: null }"
        [class.off]="month() <= first()"
        [attr.aria-disabled]="month() <= first()"
        [attr.tabindex]="month() <= first() ? -1 : null"
        [attr.aria-label]="t('month-before')"
        ><mj-icon name="arrow-left"
      /></a>
      <strong>{{ t('month-of', { y: year(), m: number() }) }}</strong>
      <a
        class="btn icon-only no-print"
        [routerLink]="[]"
        queryParamsHandling="merge"
        [queryParams]="{ month: after(), page: null }"
        [class.off]="month() >= last()"
        [attr.aria-disabled]="month() >= last()"
        [attr.tabindex]="month() >= last() ? -1 : null"
        [attr.aria-label]="t('month-after')"
        ><mj-icon name="arrow-right"
      /></a>
    </nav>
  `,
  styles: `
    .row {
      gap: var(--s3);
    }
    /* The month stays where it is while one goes through them, and nothing leads further. */
    .off {
      border-color: var(--line);
      color: var(--line-strong);
      pointer-events: none;
    }
  `,
})
export class MonthLinks {
  readonly month = input.required<string>();
  readonly first = input.required<string>();
  readonly last = input.required<string>();
  protected readonly before = computed(() => monthAfter(this.month(), -1));
  protected readonly after = computed(() => monthAfter(this.month(), 1));
  protected readonly year = computed(() => yearOf(this.month()));
  protected readonly number = computed(() => numberOf(this.month()));
}
