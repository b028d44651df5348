import { Component, computed, inject, input } from '@angular/core';
import { localDay } from '@minjiang/shared/kernel';
import { Session } from '../../shell/session.ts';

/** It changes its place this often, so that it cannot be cut out. */
const moves = 20_000;
const places = [
  { left: 50, top: 18 },
  { left: 10, top: 28 },
  { left: 44, top: 55 },
  { left: 18, top: 62 },
];

/** Who watches and on which day, over the film: a copy that is filmed from the screen names its source. */
@Component({
  selector: 'mj-watermark',
  host: { 'aria-hidden': 'true', '[style.left.%]': 'place().left', '[style.top.%]': 'place().top' },
  template: '{{ text() }}',
  styles: `
    :host {
      position: absolute;
      color: rgb(255 255 255 / 42%);
      font-size: 15px;
      text-shadow: 0 0 3px rgb(0 0 0 / 60%);
      white-space: nowrap;
      pointer-events: none;
    }
  `,
})
export class Watermark {
  private readonly account = inject(Session).account;
  readonly positionMs = input.required<number>();
  protected readonly place = computed(() => places[Math.floor(this.positionMs() / moves) % places.length]!);
  protected readonly text = computed(() => {
    const account = this.account();
    return account
      ? `${account.maskedName} · ${account.id.slice(-4)} · ${localDay(Date.now()).slice(5)}`
      : '';
  });
}
