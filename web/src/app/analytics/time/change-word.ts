import { Component, computed, input } from '@angular/core';
import { totalOf } from '../../ui/duration-rules.ts';

/** A difference of time with its sign: `+1:05:00`, `−0:12:30`; a dash where there is nothing to compare with. */
@Component({
  selector: 'mj-change',
  template: `{{ text() }}`,
  styles: `
    :host {
      white-space: nowrap;
    }
  `,
})
export class ChangeWord {
  readonly ms = input.required<number | null>();
  protected readonly text = computed(() => {
    const ms = this.ms();
    if (ms === null) return '–';
    const sign = ms > 0 ? '+' : ms < 0 ? '−' : '';
    return sign + totalOf(Math.abs(ms));
  });
}
