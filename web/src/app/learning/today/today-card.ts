import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { ClassHoursPipe, WordsPipe } from '../../ui/durations.ts';
import { Icon } from '../../ui/icon.ts';
import { ProgressBar } from '../../ui/progress-bar.ts';

interface Counted {
  readonly rawMs: number;
  readonly creditedMs: number;
  readonly capMs: number;
  readonly minutesPerClassHour: number;
}

/** Today's credited time against the cap, as time and as class hours. */
@Component({
  selector: 'mj-today-card',
  imports: [ClassHoursPipe, Icon, ProgressBar, RouterLink, TranslocoDirective, WordsPipe],
  host: { class: 'card' },
  template: `
    <ng-container *transloco="let t; prefix: 'learning.today'">
      @let now = today();
      <h2 class="small muted">{{ t('counted') }}</h2>
      <p>
        <span class="figure">{{ now.creditedMs | words }}</span>
        <span class="muted nowrap">
          {{ t('hours', { n: now.creditedMs | classHours: now.minutesPerClassHour }) }}</span
        >
      </p>
      <p class="small muted">
        {{ t('raw', { time: now.rawMs | words }) }} ·
        {{ t('hours', { n: now.rawMs | classHours: now.minutesPerClassHour }) }}
      </p>
      <mj-progress-bar [value]="now.creditedMs" [max]="now.capMs" [label]="t('share')" />
      <p class="small muted">
        {{ t('of-cap', { cap: now.capMs | words }) }} ·
        {{ t('hours', { n: now.capMs | classHours: now.minutesPerClassHour }) }}
      </p>
      @if (full()) {
        <p class="small full"><mj-icon name="check" />{{ t('full') }}</p>
      } @else if (now.creditedMs === 0) {
        <p class="small muted">{{ t(now.rawMs === 0 ? 'none-yet' : 'none-counted') }}</p>
      }
      <a class="more" routerLink="/record">{{ t('record') }}</a>
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: var(--s3);
      padding: var(--s6);
    }
    .figure {
      margin-inline-end: var(--s2);
    }
    @media (max-width: 600px) {
      :host {
        padding: var(--s5) var(--s4);
      }
    }
    h2 {
      font-weight: 400;
    }
    .full {
      display: flex;
      gap: var(--s2);
      color: var(--primary);
    }
    .more {
      padding-block: var(--s2);
      margin-top: auto;
    }
  `,
})
export class TodayCard {
  readonly today = input.required<Counted>();
  protected readonly full = computed(() => this.today().creditedMs >= this.today().capMs);
}
