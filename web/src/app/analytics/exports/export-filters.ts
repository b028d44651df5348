import { Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ExportFilter } from '@minjiang/shared/analytics';

/** What an export is of, in words. */
@Component({
  selector: 'mj-export-filters',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'analytics.exports'">
      @for (filter of of(); track filter.code) {
        <div>
          {{ t('filters.' + filter.code) }}{{ t('colon')
          }}{{ filter.word === null ? filter.text : t('words.' + filter.word) }}
        </div>
      } @empty {
        <div>{{ t('everything') }}</div>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
      color: var(--ink-2);
      font-size: var(--small);
    }
  `,
})
export class ExportFilters {
  readonly of = input.required<readonly ExportFilter[]>();
}
