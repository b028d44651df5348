import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

export interface Crumb {
  readonly text: string;
  readonly link: string | readonly string[];
}

/** The one `h1` of a page, where it stands, and its actions: `<mj-page-header [heading]="…">buttons</mj-page-header>`. */
@Component({
  selector: 'mj-page-header',
  imports: [RouterLink, TranslocoDirective],
  template: `
    @if (crumbs().length > 0) {
      <nav class="small" *transloco="let t" [attr.aria-label]="t('ui.breadcrumbs')">
        <ol>
          @for (crumb of crumbs(); track $index) {
            <li>
              <a [routerLink]="crumb.link">{{ crumb.text }}</a>
            </li>
          }
        </ol>
      </nav>
    }
    <div class="row apart">
      <h1 tabindex="-1">{{ heading() }}</h1>
      <div class="row no-print"><ng-content /></div>
    </div>
  `,
  styles: `
    :host {
      display: block;
      margin-bottom: var(--s5);
    }
    ol {
      display: flex;
      flex-wrap: wrap;
      padding: 0;
      margin-bottom: var(--s1);
      list-style: none;
    }
    li + li::before {
      padding-inline: var(--s2);
      color: var(--ink-2);
      content: '/';
    }
    a {
      color: var(--ink-2);
    }
    h1 {
      min-width: 0;
    }
    .row:empty {
      display: none;
    }
  `,
})
export class PageHeader {
  readonly heading = input.required<string>();
  readonly crumbs = input<readonly Crumb[]>([]);
}
