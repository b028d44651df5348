import { Component, inject, input } from '@angular/core';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { FigureStep } from '@minjiang/shared/analytics';
import { addressOf } from './address.ts';
import { PlaceNames } from './place-names.ts';

/** Where one looks, and the ways back up; the period stays. */
@Component({
  selector: 'mj-trail',
  imports: [RouterLink, TranslocoDirective],
  template: `
    <nav *transloco="let t; prefix: 'analytics'" [attr.aria-label]="t('trail')">
      <ol>
        @for (step of trail(); track step.level + step.id; let last = $last) {
          <li>
            @if (last) {
              <strong aria-current="page">{{ names.of(step) }}</strong>
            } @else {
              <a
                [routerLink]="[]"
                [relativeTo]="route"
                queryParamsHandling="merge"
                [queryParams]="addressOf(step)"
                >{{ names.of(step) }}</a
              >
            }
          </li>
        }
      </ol>
    </nav>
  `,
  styles: `
    ol {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      padding: 0;
      margin: 0;
      list-style: none;
    }
    a {
      display: inline-flex;
      align-items: center;
      min-height: var(--target);
    }
    li + li::before {
      padding-inline: var(--s2);
      color: var(--ink-2);
      content: '/';
    }
  `,
})
export class Trail {
  protected readonly route = inject(ActivatedRoute);
  protected readonly names = inject(PlaceNames);
  protected readonly addressOf = addressOf;
  readonly trail = input.required<readonly FigureStep[]>();
}
