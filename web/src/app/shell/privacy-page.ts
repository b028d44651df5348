import { Component, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LoadState } from '../ui/load-state.ts';
import { PageHeader } from '../ui/page-header.ts';
import { SiteFacts } from './site-facts.ts';

/** What is kept of a person, why, for how long, and whom to ask; operator and contact come from configuration. */
@Component({
  selector: 'mj-privacy-page',
  imports: [LoadState, PageHeader, TranslocoDirective],
  template: `
    <article *transloco="let t; prefix: 'shell.privacy'">
      <mj-page-header [heading]="t('title')" />
      @if (site.value(); as facts) {
        <div class="stack reading">
          <p>{{ facts.operator ? t('intro-by', { operator: facts.operator }) : t('intro') }}</p>
          @for (part of parts; track part) {
            <section class="stack tight">
              <h2>{{ t(part + '.title') }}</h2>
              <ul>
                @for (
                  line of t(part + '.text').split(
                    '
'
                  );
                  track line
                ) {
                  <li>{{ line }}</li>
                }
              </ul>
            </section>
          }
          <section class="stack tight">
            <h2>{{ t('contact.title') }}</h2>
            @if (facts.privacyContact) {
              <p>{{ t('contact.at', { contact: facts.privacyContact }) }}</p>
            }
            @if (facts.servicePhone) {
              <p>
                {{ t('contact.phone') }} <a [href]="'tel:' + facts.servicePhone">{{ facts.servicePhone }}</a>
              </p>
            }
            @if (!facts.privacyContact && !facts.servicePhone) {
              <p>{{ t('contact.institution') }}</p>
            }
          </section>
        </div>
      } @else {
        <mj-load-state [of]="site" />
      }
    </article>
  `,
})
export class PrivacyPage {
  protected readonly site = inject(SiteFacts).site;
  protected readonly parts = ['kept', 'why', 'seen', 'safe', 'time', 'rights'] as const;
}
