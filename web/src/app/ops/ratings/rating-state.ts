import { Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ModeratedRating } from '@minjiang/shared/learning';
import { Tag } from '../../ui/tag.ts';

/** What stands out about a rating: reports that wait, hidden words, withdrawal. */
@Component({
  selector: 'mj-rating-state',
  imports: [Tag, TranslocoDirective],
  host: { class: 'row' },
  template: `
    <ng-container *transloco="let t; prefix: 'ops.ratings'">
      @if (of().openReports > 0 && of().waitingSince) {
        <mj-tag tone="bad" icon="alert">{{ t('reports', { n: of().openReports }) }}</mj-tag>
      } @else if (of().waitingSince) {
        <mj-tag tone="warn" icon="edit">{{ t('changed') }}</mj-tag>
      }
      @if (of().withdrawn) {
        <mj-tag>{{ t('withdrawn') }}</mj-tag>
      } @else if (of().hidden) {
        <mj-tag tone="warn" icon="lock">{{ t('hidden') }}</mj-tag>
      } @else {
        <mj-tag tone="ok" icon="check">{{ t('shown') }}</mj-tag>
      }
    </ng-container>
  `,
  styles: `
    :host {
      gap: var(--s1) var(--s2);
    }
  `,
})
export class RatingState {
  readonly of =
    input.required<Pick<ModeratedRating, 'openReports' | 'waitingSince' | 'withdrawn' | 'hidden'>>();
}
