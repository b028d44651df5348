import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ResourceUse } from '@minjiang/shared/analytics';
import type { IconName } from '../../ui/icon-paths.ts';
import { Tag, type Tone } from '../../ui/tag.ts';

const looks: Record<ResourceUse, { tone: Tone; icon: IconName }> = {
  used: { tone: 'ok', icon: 'check' },
  'not-viewed': { tone: 'bad', icon: 'alert' },
  'not-running': { tone: 'plain', icon: 'clock' },
  'not-placed': { tone: 'warn', icon: 'info' },
};

/** Whether a resource is used, and if not, why. */
@Component({
  selector: 'mj-use-tag',
  imports: [Tag, TranslocoDirective],
  template: `
    <mj-tag *transloco="let t" [tone]="look().tone" [icon]="look().icon">{{
      t('analytics.resources.uses.' + of())
    }}</mj-tag>
  `,
})
export class UseTag {
  readonly of = input.required<ResourceUse>();
  protected readonly look = computed(() => looks[this.of()]);
}
