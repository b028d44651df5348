import { Component, input } from '@angular/core';
import { Icon } from './icon.ts';
import type { IconName } from './icon-paths.ts';

export type Tone = 'plain' | 'ok' | 'warn' | 'bad';

/** A state as icon, word and colour: `<mj-tag tone="ok" icon="check">…</mj-tag>`. */
@Component({
  selector: 'mj-tag',
  imports: [Icon],
  host: { '[class]': 'tone()' },
  template: `@if (icon(); as name) {
      <mj-icon [name]="name" />
    }
    <span><ng-content /></span>`,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      padding: 2px 10px;
      border-radius: 99px;
      background: var(--well);
      color: var(--ink-2);
      font-size: var(--small);
      line-height: var(--small-line);
      white-space: nowrap;
    }
    :host(.ok) {
      background: var(--primary-soft);
      color: var(--primary);
    }
    :host(.warn) {
      background: var(--amber-soft);
      color: var(--amber);
    }
    :host(.bad) {
      background: var(--accent-soft);
      color: var(--accent);
    }
    mj-icon {
      width: 1em;
      height: 1em;
    }
  `,
})
export class Tag {
  readonly tone = input<Tone>('plain');
  readonly icon = input<IconName>();
}
