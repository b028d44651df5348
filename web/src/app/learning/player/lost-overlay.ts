import { Component, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

/** Another page or device earns now: says so over the lesson, and lets the learner come back here. */
@Component({
  selector: 'mj-lost-overlay',
  imports: [TranslocoDirective],
  host: { role: 'alertdialog', 'aria-labelledby': 'lost-overlay-title' },
  template: `
    <ng-container *transloco="let t; prefix: 'learning.lost'">
      <p class="strong" id="lost-overlay-title">{{ t('title') }}</p>
      <p>{{ t('text') }}</p>
      <button class="btn primary" type="button" [disabled]="busy()" (click)="here.emit()">
        {{ t('here') }}
      </button>
    </ng-container>
  `,
  styles: `
    :host {
      position: absolute;
      z-index: 2;
      inset: 0;
      display: flex;
      flex-direction: column;
      align-items: center;
      justify-content: center;
      gap: var(--s3);
      padding: var(--s4);
      background: rgb(16 32 30 / 92%);
      color: #fff;
      text-align: center;
    }
  `,
})
export class LostOverlay {
  readonly busy = input.required<boolean>();
  readonly here = output();
}
