import { Component, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ProgressRow } from '@minjiang/shared/learning';
import { standings } from '../class-look.ts';

/** Which learners a list of progress shows, by how they stand; it is kept in the address. */
@Component({
  selector: 'mj-standing-filter',
  imports: [RouterLink, TranslocoDirective],
  template: `
    <div class="row" role="group" *transloco="let t; prefix: 'classes'" [attr.aria-label]="t('filters')">
      <label class="row"
        >{{ t('state') }}
        <select class="input" #byState [value]="chosen() ?? ''" (change)="filter(byState.value)">
          <option value="">{{ t('all') }}</option>
          @for (each of standings; track each) {
            <option [value]="each" [selected]="each === chosen()">{{ t('standing.' + each) }}</option>
          }
        </select>
      </label>
      @if (chosen()) {
        <a
          class="btn quiet"
          [routerLink]="[]"
          [queryParams]="{ state: null, page: null }"
          queryParamsHandling="merge"
          >{{ t('clear-filters') }}</a
        >
      }
    </div>
  `,
  styles: `
    .input {
      width: auto;
    }
  `,
})
export class StandingFilter {
  private readonly router = inject(Router);
  readonly chosen = input<ProgressRow['state']>();
  protected readonly standings = standings;

  protected filter(state: string): void {
    void this.router.navigate([], {
      queryParams: { state: state || null, page: null },
      queryParamsHandling: 'merge',
    });
  }
}
