import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { LessonState } from '@minjiang/shared/learning';

interface Marked {
  readonly state: LessonState;
  readonly creditedMs: number;
  readonly durationMs: number;
}

/** A round mark: empty, partly filled, or ticked; its word is there for screen readers. */
@Component({
  selector: 'mj-lesson-mark',
  imports: [TranslocoDirective],
  host: { '[class]': 'lesson().state', '[style.--share.%]': 'share()' },
  template: `<span class="visually-hidden" *transloco="let t">{{
    t('learning.states.' + lesson().state)
  }}</span>`,
  styles: `
    :host {
      position: relative;
      flex: none;
      width: 22px;
      height: 22px;
      border: 2px solid var(--line-strong);
      border-radius: 50%;
      margin-top: 3px;
    }
    :host(.part) {
      border-color: var(--primary);
      background: conic-gradient(var(--primary) var(--share), var(--card) 0);
    }
    :host(.done) {
      border-color: var(--primary);
      background: var(--primary);
    }
    :host(.done)::after {
      position: absolute;
      top: 4px;
      left: 4px;
      width: 9px;
      height: 5px;
      border: solid #fff;
      border-width: 0 0 2px 2px;
      content: '';
      transform: rotate(-45deg);
    }
  `,
})
export class LessonMark {
  readonly lesson = input.required<Marked>();
  protected readonly share = computed(() => {
    const { creditedMs, durationMs } = this.lesson();
    return durationMs > 0 ? Math.min(96, Math.max(6, (creditedMs / durationMs) * 100)) : 0;
  });
}
