import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ExportState } from '@minjiang/shared/analytics';
import { Tag } from '../../ui/tag.ts';
import { exportLook } from './export-rules.ts';

/** How far an export is, as icon and word. */
@Component({
  selector: 'mj-export-state-tag',
  imports: [Tag, TranslocoDirective],
  template: `
    <mj-tag *transloco="let t; prefix: 'analytics.exports'" [tone]="look().tone" [icon]="look().icon">{{
      t('states.' + of())
    }}</mj-tag>
  `,
})
export class ExportStateTag {
  readonly of = input.required<ExportState>();
  protected readonly look = computed(() => exportLook[this.of()]);
}
