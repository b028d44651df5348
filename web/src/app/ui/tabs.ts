import { Component, input } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';

export interface TabLink {
  readonly text: string;
  readonly link: string | readonly string[];
  /** Whether only this very address is the tab, and not the addresses below it. */
  readonly exact?: boolean;
}

/** Ways between the pages of one thing: `<mj-tabs [label]="…" [tabs]="[{ text, link }]" />`. */
@Component({
  selector: 'mj-tabs',
  imports: [RouterLink, RouterLinkActive],
  template: `
    <nav [attr.aria-label]="label()">
      @for (tab of tabs(); track tab.text) {
        <a
          [routerLink]="tab.link"
          routerLinkActive="on"
          [routerLinkActiveOptions]="tab.exact ? exactly : below"
          ariaCurrentWhenActive="page"
          >{{ tab.text }}</a
        >
      }
    </nav>
  `,
  styles: `
    nav {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s1);
      border-bottom: 1px solid var(--line-strong);
    }
    a {
      display: inline-flex;
      align-items: center;
      min-height: var(--target);
      padding: 0 var(--s4);
      border-bottom: 3px solid transparent;
      color: var(--ink-2);
      text-decoration: none;
    }
    a.on {
      border-bottom-color: var(--primary);
      color: var(--primary);
      font-weight: 600;
    }
    a:hover {
      background: var(--well);
    }
    @media (max-width: 600px) {
      a {
        padding: 0 var(--s3);
      }
    }
  `,
})
export class Tabs {
  readonly label = input.required<string>();
  readonly tabs = input.required<readonly TabLink[]>();
  /** The address is the tab whatever filters stand in it. */
  protected readonly exactly = {
    paths: 'exact',
    queryParams: 'ignored',
    matrixParams: 'ignored',
    fragment: 'ignored',
  } as const;
  protected readonly below = { ...this.exactly, paths: 'subset' } as const;
}
