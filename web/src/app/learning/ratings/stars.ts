import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

/** A number of stars, drawn and in words: `<mj-stars [of]="4" />`. */
@Component({
  selector: 'mj-stars',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'learning.ratings'">
      <span class="drawn" aria-hidden="true">
        @for (full of drawn(); track $index) {
          <svg viewBox="0 0 24 24" [class.full]="full">
            <path d="M12 3.2l2.7 5.6 6.1.8-4.5 4.2 1.1 6.1-5.4-3-5.4 3 1.1-6.1-4.5-4.2 6.1-.8L12 3.2Z" />
          </svg>
        }
      </span>
      <span class="nowrap">{{ t('stars', { n: of() }) }}</span>
    </ng-container>
  `,
  styles: `
    :host {
      display: inline-flex;
      gap: var(--s2);
      align-items: center;
    }
    .drawn {
      display: inline-flex;
      gap: 1px;
    }
    svg {
      width: 1.1em;
      height: 1.1em;
      fill: none;
      stroke: var(--line-strong);
      stroke-width: 1.5;
      stroke-linejoin: round;
    }
    .full {
      fill: var(--primary);
      stroke: var(--primary);
    }
  `,
})
export class Stars {
  readonly of = input.required<number>();
  protected readonly drawn = computed(() => [1, 2, 3, 4, 5].map((n) => n <= this.of()));
}
