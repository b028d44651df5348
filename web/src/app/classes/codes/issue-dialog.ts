import { Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { codeChannel, type CodeChannel, type EnrolmentRow } from '@minjiang/shared/classes';
import { Api } from '../../api/api.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { Icon } from '../../ui/icon.ts';
import { groupsOf, offered, type Outcome, type Whose } from './codes-rules.ts';
import { issueAll, waitingLearners } from './waiting-learners.ts';

export interface IssueFor {
  readonly classId: string;
  /** Enrolments that were chosen in the roster. */
  readonly chosen: ReadonlySet<string>;
}

/** Asks whose codes are to be issued and how, naming the count, and issues them. */
@Component({
  selector: 'mj-issue-dialog',
  imports: [Icon, MatDialogModule, TranslocoDirective],
  templateUrl: './issue-dialog.html',
  styles: `
    fieldset {
      display: grid;
      gap: var(--s1);
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0;
      font-weight: 600;
    }
    label {
      display: flex;
      align-items: baseline;
      gap: var(--s3);
      min-height: var(--target);
      padding-block: var(--s2);
      cursor: pointer;
    }
    input {
      flex: none;
      width: 20px;
      height: 20px;
      margin: 0;
      translate: 0 0.2em;
      accent-color: var(--primary);
    }
    mat-dialog-actions {
      gap: var(--s3);
      padding: var(--s4) var(--s5) var(--s5);
    }
  `,
})
export class IssueDialog {
  private readonly api = inject(Api);
  private readonly problems = inject(ProblemTexts);
  private readonly given = inject<IssueFor>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<IssueDialog, Outcome>>(MatDialogRef);

  private readonly waiting = signal<readonly EnrolmentRow[] | undefined>(undefined);
  private readonly problem = signal<Problem | undefined>(undefined);
  private readonly wanted = signal<Whose | undefined>(undefined);
  protected readonly channels = codeChannel.options.toReversed();
  protected readonly channel = signal<CodeChannel>('slip');
  protected readonly groups = computed(() => {
    const waiting = this.waiting();
    return waiting && groupsOf(waiting, this.given.chosen);
  });
  protected readonly offered = computed(() => offered(this.groups() ?? groupsOf([], new Set())));
  protected readonly whose = computed(() => this.wanted() ?? this.offered()[0]);
  protected readonly learners = computed(() => {
    const whose = this.whose();
    return (whose && this.groups()?.[whose]) ?? [];
  });
  /** How many of them have a code that will end. */
  protected readonly again = computed(() => this.learners().filter(({ lastCode }) => lastCode).length);
  protected readonly done = signal<number | undefined>(undefined);
  protected readonly fault = computed(() => {
    const problem = this.problem();
    return problem && this.problems.of(problem);
  });

  constructor() {
    void this.count();
  }

  protected async count(): Promise<void> {
    this.problem.set(undefined);
    try {
      this.waiting.set(await waitingLearners(this.api, this.given.classId));
    } catch (thrown) {
      this.problem.set(asProblem(thrown));
    }
  }

  protected choose(whose: Whose): void {
    this.wanted.set(whose);
  }

  protected async issue(): Promise<void> {
    const ids = this.learners().map(({ id }) => id);
    this.problem.set(undefined);
    this.done.set(0);
    // Codes that are on their way must be shown, so the dialog stays until they are there.
    this.dialog.disableClose = true;
    const progress = (done: number) => this.done.set(done);
    const outcome = await issueAll(this.api, this.given.classId, ids, this.channel(), progress);
    this.done.set(undefined);
    this.dialog.disableClose = false;
    if (outcome.problem && outcome.issued.length + outcome.leftOut.length === 0)
      this.problem.set(outcome.problem);
    else this.dialog.close(outcome);
  }
}
