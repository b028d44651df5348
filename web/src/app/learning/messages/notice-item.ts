import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Notice } from '@minjiang/shared/messaging';
import { Durations, MomentPipe } from '../../ui/durations.ts';
import { Tag } from '../../ui/tag.ts';
import { grouped, isCode, lengthOf, variantOf, wayOf } from './notice-rules.ts';

/** One notice in words, with the way to where something can be done about it. */
@Component({
  selector: 'mj-notice-item',
  imports: [MomentPipe, RouterLink, Tag, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'learning.messages'">
      <div class="row apart">
        <h2>{{ t('titles.' + of().template) }}</h2>
        <span class="row">
          @if (fresh()) {
            <mj-tag tone="bad" icon="info">{{ t('new') }}</mj-tag>
          }
          <span class="small muted">{{ of().createdAt | moment }}</span>
        </span>
      </div>
      <p>{{ t('of.' + variant(), facts()) }}</p>
      @if (code(); as shown) {
        <p class="figure">{{ shown }}</p>
        <p class="small muted">{{ t('code-secret') }}</p>
      }
      @if (way(); as to) {
        <p>
          <a [routerLink]="to.link" [fragment]="to.fragment">{{ t(to.word) }}</a>
        </p>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: var(--s2);
    }
    h2 {
      font-size: var(--text);
      line-height: var(--text-line);
    }
    .figure {
      letter-spacing: 0.1em;
    }
    a {
      display: inline-flex;
      align-items: center;
      min-height: 44px;
    }
  `,
})
export class NoticeItem {
  private readonly durations = inject(Durations);
  readonly of = input.required<Notice>();
  /** Not read before this visit. */
  readonly fresh = input.required<boolean>();
  protected readonly variant = computed(() => variantOf(this.of()));
  protected readonly way = computed(() => wayOf(this.of()));
  protected readonly code = computed(() => {
    const code = this.of().params['code'];
    return isCode(this.of()) && code !== undefined ? grouped(String(code)) : undefined;
  });
  protected readonly facts = computed(() => ({
    ...this.of().params,
    time: this.durations.words(lengthOf(this.of())),
  }));
}
