import { Component, inject } from '@angular/core';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { analyticsRoutes } from '@minjiang/shared/analytics';
import { load } from '../../api/loaded.ts';
import { Card } from '../../ui/card.ts';
import { Icon } from '../../ui/icon.ts';
import { addressOf } from '../address.ts';

/** What needs a decision first: classes that end soon with courses unfinished, or in which nobody studies. */
@Component({
  selector: 'mj-attention-card',
  imports: [Card, Icon, RouterLink, TranslocoDirective],
  template: `
    @if (loaded.value(); as found) {
      @if (found.items.length > 0) {
        <mj-card *transloco="let t; prefix: 'analytics.attention'" [heading]="t('title')">
          <ul>
            @for (each of found.items; track each.classId) {
              <li>
                <mj-icon [name]="each.silent ? 'alert' : 'clock'" />
                <span>
                  <a
                    [routerLink]="[]"
                    [relativeTo]="route"
                    queryParamsHandling="merge"
                    [queryParams]="addressOf({ level: 'class', id: each.classId })"
                    >{{ each.name }}</a
                  >
                  <span class="small muted facts">
                    {{ t('ends', { date: each.closesOn, n: each.daysLeft }) }}
                    · {{ t('unfinished', { n: each.unfinished }) }}
                    @if (each.silent) {
                      · <span class="alert-text">{{ t('silent') }}</span>
                    }
                  </span>
                </span>
              </li>
            }
          </ul>
        </mj-card>
      }
    }
  `,
  styles: `
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(420px, 100%), 1fr));
      gap: var(--s2) var(--s5);
      padding: 0;
      margin: 0;
      list-style: none;
    }
    li {
      display: flex;
      gap: var(--s2);
    }
    .facts {
      display: block;
    }
  `,
})
export class AttentionCard {
  protected readonly route = inject(ActivatedRoute);
  protected readonly addressOf = addressOf;
  protected readonly loaded = load(analyticsRoutes.readFigureAttention);
}
