import { Component, computed, ElementRef, inject, input, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { AttendanceTotals } from '@minjiang/shared/classes';
import { WordsPipe } from '../../ui/durations.ts';
import { MaskedText } from '../../ui/masked-text.ts';
import { AttendanceMark } from './attendance-mark.ts';
import { cellAfter, countedStates, dayOf, type Sheet, weekdayOf } from './attendance-rules.ts';

/** Learners by the days of a month. Head and names stay in sight; where cells lead on, arrows go through them. */
@Component({
  selector: 'mj-attendance-grid',
  // Cells that lead nowhere take no focus, and the keyboard scrolls the grid itself.
  host: { '(keydown)': 'move($event)', '[attr.tabindex]': 'classId() ? null : 0' },
  imports: [AttendanceMark, MaskedText, RouterLink, TranslocoDirective, WordsPipe],
  templateUrl: './attendance-grid.html',
  styleUrl: './attendance-grid.scss',
})
export class AttendanceGrid {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly of = input.required<Sheet>();
  /** Sums over all learners, where they are known. */
  readonly totals = input<AttendanceTotals>();
  /** The class whose cells lead to the days of their learners. */
  readonly classId = input<string>();
  /** Whether the rows are of several classes. */
  readonly namesClasses = input(false);
  protected readonly counted = countedStates;
  protected readonly dayOf = dayOf;
  protected readonly weekdayOf = weekdayOf;
  /** The one cell that the tab key comes to. */
  protected readonly reached = linkedSignal({ source: this.of, computation: () => ({ row: 0, column: 0 }) });
  private readonly size = computed(() => ({
    rows: this.of().items.length,
    columns: this.of().days.length,
  }));

  protected isReached(row: number, column: number): boolean {
    const at = this.reached();
    return at.row === row && at.column === column;
  }

  protected move(event: KeyboardEvent): void {
    const isCell = event.target instanceof HTMLElement && event.target.dataset['cell'] !== undefined;
    const to = isCell ? cellAfter(event.key, this.reached(), this.size()) : null;
    if (!to) return;
    event.preventDefault();
    this.host.nativeElement.querySelector<HTMLElement>(`[data-cell="${to.row} ${to.column}"]`)?.focus();
  }
}
