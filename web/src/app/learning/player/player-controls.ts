import { Component, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { ClockPipe } from '../../ui/durations.ts';
import { Icon } from '../../ui/icon.ts';
import type { Quality } from './stream.ts';

/** The player's own controls: they only ask; what is allowed is decided by the lesson. */
@Component({
  selector: 'mj-player-controls',
  imports: [ClockPipe, Icon, TranslocoDirective],
  templateUrl: './player-controls.html',
  styleUrl: './player-controls.scss',
})
export class PlayerControls {
  readonly playing = input.required<boolean>();
  readonly positionMs = input.required<number>();
  readonly durationMs = input.required<number>();
  readonly allowedMs = input.required<number>();
  readonly rate = input.required<number>();
  readonly rates = input.required<readonly number[]>();
  readonly qualities = input.required<readonly Quality[]>();
  readonly volume = input.required<number>();
  readonly muted = input.required<boolean>();
  readonly hasCaptions = input.required<boolean>();
  readonly captions = input.required<boolean>();
  readonly fullscreen = input.required<boolean>();

  readonly playPause = output();
  readonly seek = output<number>();
  readonly pace = output<number>();
  readonly quality = output<number>();
  readonly mute = output();
  readonly loudness = output<number>();
  readonly caption = output();
  readonly full = output();

  protected share(ms: number): number {
    return this.durationMs() > 0 ? Math.min(100, (ms / this.durationMs()) * 100) : 0;
  }

  protected numberOf(event: Event): number {
    return Number((event.target as HTMLInputElement | HTMLSelectElement).value);
  }

  /** A slide beyond what is allowed stops there, and the knob with it. */
  protected slide(event: Event): void {
    const knob = event.target as HTMLInputElement;
    const asked = Number(knob.value);
    knob.value = String(Math.min(asked, this.allowedMs()));
    this.seek.emit(asked);
  }
}
