import { Component, computed, input, output } from '@angular/core';
import { MatMenuModule } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { classesRoutes, EnrolmentRow, EnrolmentState } from '@minjiang/shared/classes';
import type { AnswerOf } from '@minjiang/shared/kernel';
import { MomentPipe } from '../../ui/durations.ts';
import { Icon } from '../../ui/icon.ts';
import { MaskedText } from '../../ui/masked-text.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { Tag } from '../../ui/tag.ts';
import { accountLook, enrolmentLook } from '../class-look.ts';

/** One page of a roster, with a menu for each learner for who may change it. */
@Component({
  selector: 'mj-roster-table',
  imports: [Icon, MaskedText, MatMenuModule, MomentPipe, RouterLink, TableFrame, Tag, TranslocoDirective],
  templateUrl: './roster-table.html',
  styles: `
    .table :is(td, th) {
      vertical-align: middle;
    }
    .who {
      position: sticky;
      left: 0;
      z-index: 1;
      background: var(--card);
    }
    .employer {
      min-width: 9em;
    }
    .pick {
      width: 1px;
      padding-block: 2px;
      label {
        display: grid;
        place-items: center;
        min-width: var(--target);
        min-height: var(--target);
        cursor: pointer;
      }
    }
    .act {
      padding-block: 2px;
      text-align: end;
    }
  `,
})
export class RosterTable {
  readonly of = input.required<AnswerOf<typeof classesRoutes.listEnrolments>>();
  readonly classId = input.required<string>();
  readonly loading = input(false);
  readonly mayWrite = input(false);
  /** The enrolment a command is under way for. */
  readonly busy = input<string>();
  /** Enrolments chosen for a code. */
  readonly chosen = input<ReadonlySet<string>>(new Set());
  readonly chosenChange = output<ReadonlySet<string>>();
  readonly changed = output<{ row: EnrolmentRow; state: EnrolmentState }>();
  readonly codeWanted = output<{ row: EnrolmentRow; channel: 'email' | 'slip' }>();
  protected readonly enrolmentLook = enrolmentLook;
  protected readonly accountLook = accountLook;

  protected readonly codable = computed(() =>
    this.of().items.flatMap((row) => (this.mayHaveCode(row) ? row.id : [])),
  );
  protected readonly allChosen = computed(
    () => this.codable().length > 0 && this.codable().every((id) => this.chosen().has(id)),
  );

  /** Chooses these, or no longer; whoever was chosen on another page stays so. */
  protected choose(ids: readonly string[], isChosen: boolean): void {
    const chosen = new Set(this.chosen());
    for (const id of ids) {
      if (isChosen) chosen.add(id);
      else chosen.delete(id);
    }
    this.chosenChange.emit(chosen);
  }

  /** A code is for an account that nobody has activated, of someone who is on the roster. */
  protected mayHaveCode(row: EnrolmentRow): boolean {
    return row.accountState === 'invited' && row.state !== 'removed';
  }
}
