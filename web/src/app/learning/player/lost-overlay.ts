import { Component, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

/** Another page or device earns now: says so over the lesson, and lets the learner come back here. */
@Component({
  selector: 'mj-lost-overlay',
  imports: [TranslocoDirective],
  host: { role: 'alertdialog', 'aria-labelledby': 'lost-overlay-title' },
  template: `
    <ng-container *transloco="let t; prefix: 'learning.lost'">
      <div>
        <p class="strong" id="lost-overlay-title">{{ t('title') }}</p>
        <p class="why">{{ t('text') }}</p>
        <button class="btn primary" type="button" [disabled]="busy()" (click)="here.emit()">
          {{ t('here') }}
        </button>
      </div>
    </ng-container>
  `,
  styles: `
    :host {
      position: absolute;
      z-index: 2;
      inset: 0;
      border-radius: var(--round);
      background: rgb(16 32 30 / 92%);
      color: #fff;
      text-align: center;
    }
    /* Over a long reading lesson it stays in sight. */
    div {
      position: sticky;
      top: var(--bar-height);
      display: flex;
      flex-direction: column;
      align-items: center;
      justify-content: center;
      gap: var(--s3);
      height: min(100%, 70dvh);
      padding: var(--s3) var(--s4);
    }
    @media (max-width: 820px) {
      :host {
        border-radius: 0;
      }
    }
    @media (max-width: 480px) {
      .why {
        display: none;
      }
    }
  `,
})
export class LostOverlay {
  readonly busy = input.required<boolean>();
  readonly here = output();
}
