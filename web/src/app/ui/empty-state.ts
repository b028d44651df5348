import { Component, input } from '@angular/core';
import { Icon } from './icon.ts';
import type { IconName } from './icon-paths.ts';

/** Nothing here yet, why, and the next step (projected). */
@Component({
  selector: 'mj-empty-state',
  imports: [Icon],
  template: `
    <mj-icon [name]="icon()" />
    <p class="strong">{{ heading() }}</p>
    @if (text(); as sentence) {
      <p class="muted reading">{{ sentence }}</p>
    }
    <ng-content />
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: center;
      gap: var(--s3);
      padding: var(--s7) var(--s5);
      border: 1px dashed var(--line-strong);
      border-radius: var(--round);
      text-align: center;
    }
    mj-icon {
      width: 40px;
      height: 40px;
      color: var(--line-strong);
    }
  `,
})
export class EmptyState {
  readonly icon = input<IconName>('info');
  readonly heading = input.required<string>();
  readonly text = input<string>();
}
