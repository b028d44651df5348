import { Component, inject, signal } from '@angular/core';
import {
  form,
  FormField,
  FormRoot,
  type TreeValidationResult,
  validateStandardSchema,
} from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { identityRoutes } from '@minjiang/shared/identity';
import * as z from 'zod';
import { Api } from '../../api/api.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { ErrorSummary } from '../../ui/error-summary.ts';
import { Field, FieldInput } from '../../ui/field.ts';
import { serverFaults } from '../../ui/field-faults.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { emptyAsMissing } from '../entry-rules.ts';
import { emptyAssignment, enteredAssignment, type AssignmentEntry } from './assignment-entry.ts';
import { AssignmentFields } from './assignment-fields.ts';

const { name, userName, phone, email } = identityRoutes.createAccount.body.shape;
const entered = z.object({
  name,
  userName,
  phone: emptyAsMissing(phone.unwrap()),
  email: emptyAsMissing(email.unwrap()),
  assignment: enteredAssignment,
});

interface Entry {
  name: string;
  userName: string;
  phone: string;
  email: string;
  assignment: AssignmentEntry;
}

/** Make an account for one of the staff; the code for its activation is given on the page that follows. */
@Component({
  selector: 'mj-new-account-page',
  imports: [
    AssignmentFields,
    ErrorSummary,
    Field,
    FieldInput,
    FormField,
    FormRoot,
    PageHeader,
    RouterLink,
    TranslocoDirective,
  ],
  templateUrl: './new-account-page.html',
  styles: `
    .form {
      max-width: 640px;
    }
  `,
})
export class NewAccountPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly form = form(
    signal<Entry>({ name: '', userName: '', phone: '', email: '', assignment: { ...emptyAssignment } }),
    (path) => validateStandardSchema(path, entered as z.ZodType<unknown, Entry>),
    { submission: { action: (): Promise<TreeValidationResult> => this.send() } },
  );

  private async send(): Promise<TreeValidationResult> {
    this.problem.set(undefined);
    try {
      const body = entered.parse(this.form().value());
      const { accountId } = await this.api.call(identityRoutes.createAccount, { body });
      await this.router.navigate(['/accounts', accountId], { replaceUrl: true });
      return undefined;
    } catch (fault) {
      const problem = asProblem(fault);
      this.problem.set(problem);
      return serverFaults(this.form, problem);
    }
  }
}
