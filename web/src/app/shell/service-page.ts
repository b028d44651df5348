import { Component, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Card } from '../ui/card.ts';
import { Icon } from '../ui/icon.ts';
import { LoadState } from '../ui/load-state.ts';
import { PageHeader } from '../ui/page-header.ts';
import { SiteFacts } from './site-facts.ts';

/** Whom to call, when, where to complain, and how a problem is handled. */
@Component({
  selector: 'mj-service-page',
  imports: [Card, Icon, LoadState, PageHeader, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'shell.service'">
      <mj-page-header [heading]="t('title')" />
      @if (site.value(); as facts) {
        <div class="stack">
          <div class="columns">
            <mj-card [heading]="t('phone')">
              @if (facts.servicePhone) {
                <a class="figure" [href]="'tel:' + facts.servicePhone">{{ facts.servicePhone }}</a>
                @if (facts.serviceHours) {
                  <p class="muted">{{ t('hours-at', { hours: facts.serviceHours }) }}</p>
                }
              } @else {
                <p>{{ t('no-phone') }}</p>
              }
            </mj-card>
            <mj-card [heading]="t('complaints')">
              @if (facts.complaintPhone) {
                <a class="figure" [href]="'tel:' + facts.complaintPhone">{{ facts.complaintPhone }}</a>
              }
              <p class="muted">{{ t('complaints-text') }}</p>
            </mj-card>
          </div>
          <mj-card [heading]="t('handling')">
            <ol class="stack tight">
              @for (step of steps; track step) {
                <li>{{ t('step-' + step) }}</li>
              }
            </ol>
          </mj-card>
          <mj-card [heading]="t('before')">
            <ul class="stack tight">
              @for (tip of tips; track tip) {
                <li>
                  <strong>{{ t(tip + '.title') }}</strong><br />{{ t(tip + '.text') }}
                </li>
              }
            </ul>
          </mj-card>
          @if (facts.operator) {
            <div class="notice"><mj-icon name="info" />{{ t('operator', { operator: facts.operator }) }}</div>
          }
        </div>
      } @else {
        <mj-load-state [of]="site" />
      }
    </ng-container>
  `,
  styles: `
    .columns {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 20em), 1fr));
      gap: var(--s5);
    }
  `,
})
export class ServicePage {
  protected readonly site = inject(SiteFacts).site;
  protected readonly steps = [1, 2, 3, 4] as const;
  protected readonly tips = ['password', 'hours', 'displaced'] as const;
}
