import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { StudyLeaseView } from '@minjiang/shared/learning';
import { ClockPipe, Durations, WordsPipe } from '../../ui/durations.ts';
import { timeOfDay } from '../../ui/duration-rules.ts';
import { Icon } from '../../ui/icon.ts';
import { ProgressBar } from '../../ui/progress-bar.ts';
import type { Credit, StripView } from './credit-rules.ts';
import { shouldWaitForNetwork } from './player-rules.ts';

/** The heart of the product: what is counted, and the moment it is not, why and what to do. */
@Component({
  selector: 'mj-credit-strip',
  imports: [ClockPipe, Icon, ProgressBar, TranslocoDirective, WordsPipe],
  templateUrl: './credit-strip.html',
  styleUrl: './credit-strip.scss',
  host: { '[class]': 'mood()' },
})
export class CreditStrip {
  private readonly durations = inject(Durations);
  readonly view = input.required<StripView>();
  readonly credit = input.required<Credit>();
  readonly lease = input.required<StudyLeaseView>();

  /** Accent only for what needs the learner now. */
  protected readonly mood = computed(() => {
    const { says } = this.view();
    return says === 'refused' ? 'stop' : says === 'offline' || says === 'busy' ? 'wait' : 'calm';
  });
  protected readonly refusal = computed(() => {
    const view = this.view();
    return view.says === 'refused' ? view : undefined;
  });
  protected readonly lost = computed(() => {
    const view = this.view();
    return 'lost' in view ? view.lost : undefined;
  });
  /** A reader does not pause; the next part waits for him. */
  protected readonly word = computed(() => {
    const { says } = this.view();
    return says === 'paused' && this.lease().kind === 'image-text' ? 'next-part' : says;
  });
  /** How much study waits on this device to be sent. */
  protected readonly waitingMs = computed(() => {
    const view = this.view();
    return 'waitingMs' in view ? view.waitingMs : 0;
  });
  /** Whether the lesson was stopped until what waits can be sent. */
  protected readonly stopped = computed(() =>
    shouldWaitForNetwork(this.mood() === 'wait', this.waitingMs(), this.lease().rules.maxGapMs),
  );
  /** The values that reasons name. */
  protected readonly facts = computed(() => {
    const { rules } = this.lease();
    return {
      max: rules.maxRate,
      gap: this.durations.words(rules.maxGapMs),
      cap: this.durations.words(this.credit().today.capMs),
      from: timeOfDay(rules.permittedFromMinute),
      to: timeOfDay(rules.permittedToMinute),
    };
  });
}
