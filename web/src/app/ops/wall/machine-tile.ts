import { Component, computed, inject, input, model } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { knownSignals, type WallTile } from '@minjiang/shared/identity';
import { MomentPipe } from '../../ui/durations.ts';
import { Icon } from '../../ui/icon.ts';
import { Tag } from '../../ui/tag.ts';
import { groupLook, incidentLook, orderIcon, orderWord } from './wall-look.ts';

/** One machine of the wall, to be read from across the room; it is chosen by a click anywhere on it. */
@Component({
  selector: 'mj-machine-tile',
  imports: [Icon, MomentPipe, Tag, TranslocoDirective],
  templateUrl: './machine-tile.html',
  styleUrl: './machine-tile.scss',
  host: { '[class]': 'tile().group', '[class.chosen]': 'chosen()' },
})
export class MachineTile {
  private readonly texts = inject(TranslocoService);
  readonly tile = input.required<WallTile>();
  readonly leastProgram = input<string | null>(null);
  /** Whoever only looks chooses nothing. */
  readonly selectable = input(true);
  readonly chosen = model(false);

  protected readonly look = incidentLook;
  protected readonly groups = groupLook;
  protected readonly orderIcon = orderIcon;
  protected readonly word = computed(() => orderWord(this.tile()));
  /** The words of its sensors; one that this page does not know is shown by its code. */
  protected readonly signals = computed(() =>
    this.tile()
      .signals.map((signal) =>
        (knownSignals as readonly string[]).includes(signal)
          ? this.texts.translate<string>(`ops.wall.signals.${signal}`)
          : signal,
      )
      .join(' · '),
  );
}
