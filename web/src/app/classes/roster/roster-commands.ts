import { inject, Injectable, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatSnackBar } from '@angular/material/snack-bar';
import { TranslocoService } from '@jsverse/transloco';
import { classesRoutes, type EnrolmentRow, type EnrolmentState } from '@minjiang/shared/classes';
import { Api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { confirmed } from '../../ui/confirm-dialog.ts';
import { ClassStore } from '../class/class-store.ts';
import { showOutcome } from '../codes/slip-dialog.ts';

const verbs = {
  active: 'restore',
  suspended: 'suspend',
  removed: 'remove',
} as const satisfies Record<EnrolmentState, string>;

/** What the institution does with one learner of a roster; each is asked about first, naming him. */
@Injectable()
export class RosterCommands {
  private readonly api = inject(Api);
  private readonly dialog = inject(MatDialog);
  private readonly messages = inject(MatSnackBar);
  private readonly texts = inject(TranslocoService);
  private readonly problems = inject(ProblemTexts);
  private readonly store = inject(ClassStore);
  private readonly at = signal<string | undefined>(undefined);
  private readonly refused = signal<string | undefined>(undefined);

  /** The enrolment a command is under way for. */
  readonly busy = this.at.asReadonly();
  readonly fault = this.refused.asReadonly();

  /** Suspends, restores or removes. @returns whether it was done */
  async change(row: EnrolmentRow, state: EnrolmentState): Promise<boolean> {
    const say = this.wordsFor(verbs[state], row);
    const question = {
      heading: say('heading'),
      text: say('text'),
      confirm: say('confirm'),
      danger: state === 'removed',
    };
    if (!(await confirmed(this.dialog, question))) return false;
    return this.command(row, async (params) => {
      await this.api.call(classesRoutes.changeEnrolment, { params, body: { state } });
      this.messages.open(say('done'), undefined, { duration: 5000 });
      this.store.refresh();
    });
  }

  /** Sends a one-time code, or shows it once to be printed. An earlier code ends. @returns whether it was done */
  async issueCode(row: EnrolmentRow, channel: 'email' | 'slip'): Promise<boolean> {
    const say = this.wordsFor(channel, row);
    if (row.lastCode) {
      const question = { heading: say('again'), text: say('again-text'), confirm: say('confirm') };
      if (!(await confirmed(this.dialog, question))) return false;
    }
    return this.command(row, async (params) => {
      const { issued } = await this.api.call(classesRoutes.issueActivationCode, {
        params,
        body: { channel },
      });
      if (issued.code === null) this.messages.open(say('done'), undefined, { duration: 5000 });
      else {
        const slip = { ...issued, rosterNumber: row.rosterNumber };
        await showOutcome(this.dialog, {
          outcome: { channel, issued: [slip], leftOut: [], missing: 0 },
          className: this.store.current().name,
        });
      }
    });
  }

  private wordsFor(verb: string, row: EnrolmentRow) {
    const params = { name: row.maskedName, number: row.rosterNumber };
    return (key: string) => this.texts.translate<string>(`classes.${verb}.${key}`, params);
  }

  private async command(
    row: EnrolmentRow,
    act: (params: { classId: string; enrolmentId: string }) => Promise<void>,
  ): Promise<boolean> {
    this.at.set(row.id);
    this.refused.set(undefined);
    try {
      await act({ classId: this.store.current().id, enrolmentId: row.id });
      return true;
    } catch (thrown) {
      this.refused.set(this.problems.of(asProblem(thrown)));
      return false;
    } finally {
      this.at.set(undefined);
    }
  }
}
