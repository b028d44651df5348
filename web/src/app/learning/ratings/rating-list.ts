import { Component, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Rating } from '@minjiang/shared/learning';
import { MomentPipe } from '../../ui/durations.ts';
import { Icon } from '../../ui/icon.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { Tag } from '../../ui/tag.ts';
import { Stars } from './stars.ts';

/** Ratings one below the other, each with a way to report it; the page stands in the address. */
@Component({
  selector: 'mj-rating-list',
  imports: [Icon, MomentPipe, Stars, TableFrame, Tag, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'learning.ratings'">
      <mj-table-frame [of]="of()" [label]="t('list')" [loading]="loading()">
        <ul>
          @for (one of of().items; track one.ratingId) {
            <li class="stack tight">
              <div class="row apart">
                <mj-stars [of]="one.stars" />
                <span class="small muted">
                  {{ one.own ? t('own') : one.maskedName }} · {{ one.at | moment }}
                  @if (one.edited) {
                    · {{ t('edited') }}
                  }
                </span>
              </div>
              @if (one.hidden) {
                <p class="small muted">{{ t('hidden') }}</p>
              } @else if (one.text) {
                <p class="words">{{ one.text }}</p>
                @if (one.reported) {
                  <div>
                    <mj-tag icon="check">{{ t('reported') }}</mj-tag>
                  </div>
                } @else if (!one.own) {
                  <div>
                    <button class="btn quiet" type="button" (click)="report.emit(one)">
                      <mj-icon name="alert" />{{ t('report')
                      }}<span class="visually-hidden">{{ t('of-whom', { name: one.maskedName }) }}</span>
                    </button>
                  </div>
                }
              }
            </li>
          }
        </ul>
      </mj-table-frame>
    </ng-container>
  `,
  styles: `
    ul {
      padding: 0;
      list-style: none;
    }
    li {
      padding: var(--s4);
    }
    li + li {
      border-top: 1px solid var(--line);
    }
    .words {
      max-width: 46em;
      white-space: pre-wrap;
    }
    .btn {
      margin-inline-start: calc(-1 * var(--s3));
    }
  `,
})
export class RatingList {
  readonly of = input.required<{
    readonly items: readonly Rating[];
    readonly total: number;
    readonly page: number;
    readonly pageSize: number;
  }>();
  readonly loading = input(false);
  readonly report = output<Rating>();
}
