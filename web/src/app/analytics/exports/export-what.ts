import { Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ExportRow } from '@minjiang/shared/analytics';

/** What an export is of, in words: the kind, the format, and what it was filtered by. */
@Component({
  selector: 'mj-export-what',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'analytics.exports'">
      {{ t('kinds.' + of().kind) }} · {{ t('formats.' + of().format) }}
      @for (filter of of().filters; track filter.code) {
        <div class="small muted">
          {{ t('filters.' + filter.code) }}{{ t('colon')
          }}{{ filter.word === null ? filter.text : t('words.' + filter.word) }}
        </div>
      } @empty {
        <div class="small muted">{{ t('everything') }}</div>
      }
    </ng-container>
  `,
  styles: `
    div {
      font-weight: 400;
    }
  `,
})
export class ExportWhat {
  readonly of = input.required<Pick<ExportRow, 'kind' | 'format' | 'filters'>>();
}
