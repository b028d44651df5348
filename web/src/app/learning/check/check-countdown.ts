import { Component, computed, DestroyRef, inject, input, output, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { WordsPipe } from '../../ui/durations.ts';
import { announced, wholeSeconds } from './check-rules.ts';

const tickMs = 250;

/** The time that is left for an answer, in words and as a bar that runs empty; said aloud only twice. */
@Component({
  selector: 'mj-check-countdown',
  imports: [TranslocoDirective, WordsPipe],
  template: `
    <ng-container *transloco="let t; prefix: 'learning.check'">
      <p class="small">
        {{ leftMs() > 0 ? t('left', { time: shownMs() | words }) : t('time-up') }}
      </p>
      <div class="bar" aria-hidden="true"><i [style.width.%]="share()"></i></div>
      <p class="visually-hidden" aria-live="polite">
        @if (spokenMs(); as ms) {
          {{ t('left', { time: ms | words }) }}
        }
      </p>
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
    }
    .bar {
      height: 6px;
      overflow: hidden;
      border-radius: 3px;
      margin-top: var(--s1);
      background: var(--line);
    }
    i {
      display: block;
      height: 100%;
      background: var(--primary);
    }
  `,
})
export class CheckCountdown {
  /** By `performance.now()`. */
  readonly endsAt = input.required<number>();
  readonly spanMs = input.required<number>();
  /** The time is over; said again every two seconds until somebody looks. */
  readonly over = output();

  private readonly now = signal(performance.now());
  private toldAt = 0;
  protected readonly leftMs = computed(() => Math.max(0, this.endsAt() - this.now()));
  protected readonly shownMs = computed(() => wholeSeconds(this.leftMs()));
  protected readonly share = computed(() => Math.min(100, (this.leftMs() / this.spanMs()) * 100));
  protected readonly spokenMs = computed(() => announced(this.leftMs()));

  constructor() {
    const timer = setInterval(() => this.tick(), tickMs);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  private tick(): void {
    this.now.set(performance.now());
    if (this.leftMs() > 0 || this.now() - this.toldAt < 2000) return;
    this.toldAt = this.now();
    this.over.emit();
  }
}
