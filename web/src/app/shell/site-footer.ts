import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Preferences } from './preferences.ts';
import { SiteFacts } from './site-facts.ts';

/** Operator, filing numbers, privacy notice, service page, complaint channel, language. */
@Component({
  selector: 'mj-site-footer',
  imports: [RouterLink, TranslocoDirective],
  host: { role: 'contentinfo', class: 'small no-print' },
  template: `
    <ng-container *transloco="let t; prefix: 'shell.footer'">
      @if (facts.value(); as site) {
        @if (site.operator) {
          <span>{{ site.operator }}</span>
        }
        @if (site.icpNumber) {
          <span>{{ site.icpNumber }}</span>
        }
        @if (site.policeNumber) {
          <span>{{ site.policeNumber }}</span>
        }
      }
      <a routerLink="/privacy">{{ t('privacy') }}</a>
      <a routerLink="/service">{{ t('service') }}</a>
      @if (facts.value()?.complaintPhone; as phone) {
        <a [href]="'tel:' + phone">{{ t('complaints', { phone }) }}</a>
      }
      <button type="button" (click)="preferences.useLocale(other())" [lang]="other()">
        {{ t('other-locale') }}
      </button>
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s2) var(--s5);
      width: 100%;
      max-width: calc(1200px + 2 * var(--gutter));
      padding: var(--s5) var(--gutter);
      margin: auto auto 0;
      color: var(--ink-2);
    }
    a,
    button {
      padding: 0;
      border: 0;
      background: none;
      color: inherit;
      text-decoration: underline;
      text-decoration-color: var(--line-strong);
      text-underline-offset: 3px;
      cursor: pointer;
    }
  `,
})
export class SiteFooter {
  protected readonly preferences = inject(Preferences);
  protected readonly facts = inject(SiteFacts).site;
  protected other() {
    return this.preferences.locale() === 'en' ? 'zh-CN' : 'en';
  }
}
