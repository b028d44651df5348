import { CdkDragHandle } from '@angular/cdk/drag-drop';
import { Component, computed, inject, input, output } from '@angular/core';
import { MatMenuModule } from '@angular/material/menu';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../../ui/icon.ts';
import { DraftStore } from '../editor/draft-store.ts';
import { InlineName } from './inline-name.ts';
import { jump, listsFor, type Part, placeOf, step } from './outline-rules.ts';

/** Where a part is to go. */
export interface Move {
  readonly parentId: string | null;
  readonly index: number;
}

/** One line of an outline: name, faults, and every way to move it by hand, button or key. */
@Component({
  selector: 'mj-outline-row',
  imports: [CdkDragHandle, Icon, InlineName, MatMenuModule, TranslocoDirective],
  host: { '(keydown)': 'keys($event)', '[id]': '"part-" + partId()' },
  templateUrl: './outline-row.html',
  styleUrl: './outline-row.scss',
})
export class OutlineRow {
  private readonly store = inject(DraftStore);
  readonly part = input.required<Part>();
  readonly partId = input.required<string>();
  readonly name = input.required<string>();
  readonly fresh = input(false);
  readonly moved = output<Move>();
  readonly renamed = output<string>();
  readonly removed = output();
  readonly settled = output();

  protected readonly writable = this.store.writable;
  private readonly outline = computed(() => this.store.draft()?.courses ?? []);
  protected readonly up = computed(() => step(this.outline(), this.partId(), -1));
  protected readonly down = computed(() => step(this.outline(), this.partId(), 1));
  /** Other lists it may go into. */
  protected readonly targets = computed(() => {
    const parentId = placeOf(this.outline(), this.partId())?.parentId;
    return this.part() === 'course'
      ? []
      : listsFor(this.outline(), this.part()).filter(({ id }) => id !== parentId);
  });
  protected readonly faults = computed(() => [...(this.store.faultsById().get(this.partId()) ?? [])]);

  /** Alt with up and down moves by one; Alt with left and right into the neighbouring chapter or course. */
  protected keys(event: KeyboardEvent): void {
    if (!event.altKey || event.ctrlKey || event.metaKey || !this.writable()) return;
    const outline = this.outline();
    const ways: Record<string, () => Move | undefined> = {
      ArrowUp: () => step(outline, this.partId(), -1),
      ArrowDown: () => step(outline, this.partId(), 1),
      ArrowLeft: () => jump(outline, this.partId(), -1),
      ArrowRight: () => jump(outline, this.partId(), 1),
    };
    const way = ways[event.key];
    if (!way) return;
    event.preventDefault();
    this.go(way());
  }

  protected go(to: Move | undefined): void {
    if (to) this.moved.emit(to);
  }
}
