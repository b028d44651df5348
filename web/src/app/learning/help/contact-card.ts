import { Component, computed, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { SiteFacts } from '../../shell/site-facts.ts';
import { Card } from '../../ui/card.ts';
import { LoadState } from '../../ui/load-state.ts';

/** Whom to ask: the operator's phones as they are configured. */
@Component({
  selector: 'mj-contact-card',
  imports: [Card, LoadState, TranslocoDirective],
  template: `
    <mj-card [heading]="t('contact')" *transloco="let t; prefix: 'learning.help'">
      @if (facts.value(); as site) {
        @if (known()) {
          <p>{{ t('contact-lead') }}</p>
          <dl>
            @if (site.servicePhone) {
              <dt class="muted">{{ t('phone') }}</dt>
              <dd>
                <a class="strong phone" [href]="'tel:' + site.servicePhone">{{ site.servicePhone }}</a>
              </dd>
            }
            @if (site.serviceHours) {
              <dt class="muted">{{ t('service-hours') }}</dt>
              <dd>{{ site.serviceHours }}</dd>
            }
            @if (site.complaintPhone) {
              <dt class="muted">{{ t('complaints') }}</dt>
              <dd>
                <a [href]="'tel:' + site.complaintPhone">{{ site.complaintPhone }}</a>
              </dd>
            }
            @if (site.privacyContact) {
              <dt class="muted">{{ t('privacy') }}</dt>
              <dd>{{ site.privacyContact }}</dd>
            }
            @if (site.operator) {
              <dt class="muted">{{ t('operator') }}</dt>
              <dd>{{ site.operator }}</dd>
            }
          </dl>
        } @else {
          <p>{{ t('contact-missing') }}</p>
        }
      } @else {
        <mj-load-state [of]="facts" [lines]="3" />
      }
    </mj-card>
  `,
  styles: `
    :host {
      display: block;
    }
    dl {
      display: grid;
      grid-template-columns: max-content minmax(0, 1fr);
      gap: var(--s3) var(--s5);
      margin: var(--s4) 0 0;
    }
    dd {
      margin: 0;
    }
    .phone {
      font-size: var(--h2);
    }
    @media (max-width: 480px) {
      dl {
        grid-template-columns: minmax(0, 1fr);
        gap: 0;
      }
      dd {
        margin-bottom: var(--s3);
      }
    }
  `,
})
export class ContactCard {
  protected readonly facts = inject(SiteFacts).site;
  protected readonly known = computed(() => {
    const site = this.facts.value();
    return site !== undefined && site.servicePhone + site.complaintPhone !== '';
  });
}
