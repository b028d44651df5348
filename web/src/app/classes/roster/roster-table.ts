import { Component, input, output } from '@angular/core';
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
  readonly changed = output<{ row: EnrolmentRow; state: EnrolmentState }>();
  readonly codeWanted = output<{ row: EnrolmentRow; channel: 'email' | 'slip' }>();
  protected readonly enrolmentLook = enrolmentLook;
  protected readonly accountLook = accountLook;

  /** A code is for an account that nobody has activated, of someone who is on the roster. */
  protected mayHaveCode(row: EnrolmentRow): boolean {
    return row.accountState === 'invited' && row.state !== 'removed';
  }
}
