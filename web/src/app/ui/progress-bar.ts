import { Component, computed, input } from '@angular/core';

/** How much of a whole; the figures stand beside it in words, `label` names it for screen readers. */
@Component({
  selector: 'mj-progress-bar',
  host: {
    role: 'progressbar',
    'aria-valuemin': '0',
    'aria-valuemax': '100',
    '[attr.aria-valuenow]': 'percent()',
    '[attr.aria-label]': 'label()',
  },
  template: `<i [style.width.%]="share()"></i>`,
  styles: `
    :host {
      display: block;
      height: 8px;
      overflow: hidden;
      border-radius: 4px;
      background: #eceae4;
    }
    i {
      display: block;
      height: 100%;
      border-radius: 4px;
      background: var(--primary);
      transition: width var(--quick);
    }
  `,
})
export class ProgressBar {
  readonly value = input.required<number>();
  readonly max = input(100);
  readonly label = input.required<string>();
  protected readonly share = computed(() =>
    this.max() > 0 ? Math.min(100, Math.max(0, (this.value() / this.max()) * 100)) : 0,
  );
  /** Whole percent, cut: 100 means all of it. */
  protected readonly percent = computed(() => Math.floor(this.share()));
}
