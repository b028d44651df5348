import { Component, computed, inject, input } from '@angular/core';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Figures } from '@minjiang/shared/analytics';
import { TotalPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { addressOf, type FiguresQuery } from '../address.ts';
import { PlaceNames } from '../place-names.ts';
import { ChangeWord } from '../time/change-word.ts';

/** What the sum of a place is made of; every part leads further down. */
@Component({
  selector: 'mj-parts-card',
  imports: [ChangeWord, EmptyState, RouterLink, TableFrame, TotalPipe, TranslocoDirective],
  templateUrl: './parts-card.html',
})
export class PartsCard {
  protected readonly route = inject(ActivatedRoute);
  protected readonly names = inject(PlaceNames);
  protected readonly addressOf = addressOf;
  readonly of = input.required<Figures>();
  readonly query = input.required<FiguresQuery>();
  readonly loading = input(false);
  protected readonly level = computed(() =>
    this.query().parts === 'courses' && this.of().can.courses ? 'course' : this.of().can.next!,
  );
  protected readonly numbered = computed(() =>
    this.of().parts.items.some((part) => part.rosterNumber !== null),
  );
  protected readonly enrolled = computed(() => this.of().parts.items.some((part) => part.enrolled !== null));
  protected readonly courses = computed(() => this.of().parts.items.some((part) => part.courses !== null));
}
