import { Component, computed, inject } from '@angular/core';
import type { Permission } from '@minjiang/shared/identity';
import { Session } from '../shell/session.ts';
import { Tabs } from '../ui/tabs.ts';
import { translator } from '../ui/translator.ts';

interface FiguresTab {
  /** Its word is the text `analytics.tabs.<name>`. */
  readonly name: string;
  readonly link: string;
  readonly permission: Permission;
}

/** The pages of this module that staff go between. */
const figuresTabs: readonly FiguresTab[] = [
  { name: 'time', link: '/figures', permission: 'figures:read' },
  { name: 'resources', link: '/figures/resources', permission: 'asset:read' },
  { name: 'exports', link: '/figures/exports', permission: 'export:make' },
];

/** Ways between the pages of figures; a single page needs none. */
@Component({
  selector: 'mj-figures-tabs',
  imports: [Tabs],
  template: `
    @if (tabs().length > 1) {
      <mj-tabs [label]="label()" [tabs]="tabs()" />
    }
  `,
  styles: `
    :host {
      display: block;
      margin-bottom: var(--s4);
    }
    :host:empty {
      display: none;
    }
  `,
})
export class FiguresTabs {
  private readonly session = inject(Session);
  private readonly say = translator();
  protected readonly label = computed(() => this.say('analytics.tabs.label'));
  protected readonly tabs = computed(() =>
    figuresTabs
      .filter(({ permission }) => this.session.may(permission))
      .map(({ name, link }) => ({ text: this.say(`analytics.tabs.${name}`), link, exact: true })),
  );
}
