import { Component, inject, input, output, signal } from '@angular/core';
import { form, FormRoot, type TreeValidationResult, validateStandardSchema } from '@angular/forms/signals';
import { MatDialog } from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { type AccountAssignment, type AccountRow, identityRoutes } from '@minjiang/shared/identity';
import type * as z from 'zod';
import { Api } from '../../api/api.ts';
import { load } from '../../api/loaded.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { confirmed } from '../../ui/confirm-dialog.ts';
import { ErrorSummary } from '../../ui/error-summary.ts';
import { serverFaults } from '../../ui/field-faults.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { Tag } from '../../ui/tag.ts';
import { titleOf } from './account-look.ts';
import { type AssignmentEntry, emptyAssignment, enteredAssignment } from './assignment-entry.ts';
import { AssignmentFields } from './assignment-fields.ts';

/** What a person may do: assignments held, ended and to come; give another, end one at once. */
@Component({
  selector: 'mj-duties-card',
  imports: [AssignmentFields, ErrorSummary, FormRoot, Icon, LoadState, Tag, TranslocoDirective],
  templateUrl: './duties-card.html',
  styles: `
    .assignments {
      padding: 0;
      list-style: none;
    }
    li {
      padding: var(--s3) 0;
      border-top: 1px solid var(--line);
    }
    .over {
      color: var(--ink-2);
    }
  `,
})
export class DutiesCard {
  private readonly api = inject(Api);
  private readonly dialog = inject(MatDialog);
  private readonly texts = inject(TranslocoService);
  private readonly problems = inject(ProblemTexts);
  readonly account = input.required<AccountRow>();
  readonly own = input(false);
  readonly changed = output();
  protected readonly adding = signal(false);
  protected readonly fault = signal<string | undefined>(undefined);
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly assignments = load(identityRoutes.listAssignments, () => ({
    params: { accountId: this.account().id },
  }));
  protected readonly form = form(
    signal<AssignmentEntry>({ ...emptyAssignment }),
    (path) => validateStandardSchema(path, enteredAssignment as z.ZodType<unknown, AssignmentEntry>),
    { submission: { action: (): Promise<TreeValidationResult> => this.give() } },
  );

  protected begin(): void {
    this.problem.set(undefined);
    this.form().reset({ ...emptyAssignment });
    this.adding.set(true);
  }

  protected async end(assignment: AccountAssignment): Promise<void> {
    const role = this.texts.translate<string>(`shell.roles.${assignment.role}`);
    const say = (key: string) =>
      this.texts.translate<string>(`ops.duties.${key}`, { name: titleOf(this.account()), role });
    const question = {
      heading: say('end-heading'),
      text: say('end-text'),
      confirm: say('end'),
      danger: true,
    };
    if (!(await confirmed(this.dialog, question))) return;
    this.fault.set(undefined);
    try {
      const params = { accountId: this.account().id, assignmentId: assignment.id };
      await this.api.call(identityRoutes.endAssignment, { params });
      this.refresh();
    } catch (thrown) {
      this.fault.set(this.problems.of(asProblem(thrown)));
    }
  }

  private async give(): Promise<TreeValidationResult> {
    this.problem.set(undefined);
    try {
      const params = { accountId: this.account().id };
      const body = enteredAssignment.parse(this.form().value());
      await this.api.call(identityRoutes.giveAssignment, { params, body });
    } catch (fault) {
      const problem = asProblem(fault);
      this.problem.set(problem);
      return serverFaults(this.form, problem);
    }
    this.adding.set(false);
    this.refresh();
    return undefined;
  }

  private refresh(): void {
    this.assignments.reload();
    this.changed.emit();
  }
}
