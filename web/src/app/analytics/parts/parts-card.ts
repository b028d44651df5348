import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, inject, input } from '@angular/core';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Figures } from '@minjiang/shared/analytics';
import { ClassHoursPipe, TotalPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { Icon } from '../../ui/icon.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { addressOf, type FiguresQuery } from '../address.ts';
import { PlaceNames } from '../place-names.ts';
import { ChangeWord } from '../time/change-word.ts';

type SortedBy = 'name' | 'credited' | 'change';

/** What the sum of a place is made of; every part leads further down. */
@Component({
  selector: 'mj-parts-card',
  imports: [
    ChangeWord,
    ClassHoursPipe,
    EmptyState,
    Icon,
    NgTemplateOutlet,
    RouterLink,
    TableFrame,
    TotalPipe,
    TranslocoDirective,
  ],
  templateUrl: './parts-card.html',
  styles: `
    .on {
      border-color: var(--primary);
      background: var(--primary-soft);
      color: var(--primary);
    }
    .hours {
      display: block;
    }
    .sort {
      display: inline-flex;
      gap: var(--s1);
      align-items: center;
      color: inherit;
    }
    .number .sort {
      flex-direction: row-reverse;
    }
    .off {
      visibility: hidden;
    }
  `,
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
  /** The kinds of parts there are here, and how the address says it. */
  protected readonly ways = computed(() => [
    { level: this.of().can.next!, parts: null },
    { level: 'course' as const, parts: 'courses' },
  ]);
  protected readonly numbered = computed(() =>
    this.of().parts.items.some((part) => part.rosterNumber !== null),
  );
  protected readonly enrolled = computed(() => this.of().parts.items.some((part) => part.enrolled !== null));
  protected readonly order = computed(() => this.query().sort ?? '-credited');
  protected readonly courses = computed(() => this.of().parts.items.some((part) => part.courses !== null));

  protected ariaSort(column: SortedBy): 'ascending' | 'descending' | null {
    if (this.order() === column) return 'ascending';
    return this.order() === `-${column}` ? 'descending' : null;
  }

  /** What a press on a heading asks for next: most first, then least first; names go from first to last alone. */
  protected orderAfter(column: SortedBy): string {
    return column === 'name' || this.order() === `-${column}` ? column : `-${column}`;
  }
}
