import { Component, inject, signal } from '@angular/core';
import {
  form,
  FormField,
  FormRoot,
  type TreeValidationResult,
  validateStandardSchema,
} from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { classesRoutes, type EnrolmentRow, rosterEntry } from '@minjiang/shared/classes';
import { Api } from '../../api/api.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { ErrorSummary } from '../../ui/error-summary.ts';
import { serverFaults } from '../../ui/field-faults.ts';
import { Field, FieldInput } from '../../ui/field.ts';
import { Icon } from '../../ui/icon.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { ClassStore } from '../class/class-store.ts';

const nobody = { name: '', idNumber: '', phone: '', email: '', employer: '' };

/** One learner by form; the page stays for the next one and says who was enrolled. */
@Component({
  selector: 'mj-enrol-page',
  imports: [
    ErrorSummary,
    Field,
    FieldInput,
    FormField,
    FormRoot,
    Icon,
    PageHeader,
    RouterLink,
    TranslocoDirective,
  ],
  templateUrl: './enrol-page.html',
  styles: `
    .form {
      max-width: 640px;
    }
  `,
})
export class EnrolPage {
  private readonly api = inject(Api);
  protected readonly store = inject(ClassStore);
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly enrolled = signal<EnrolmentRow | undefined>(undefined);
  protected readonly form = form(
    signal(nobody),
    (path) => validateStandardSchema(path, rosterEntry as never),
    { submission: { action: (): Promise<TreeValidationResult> => this.send() } },
  );

  private async send(): Promise<TreeValidationResult> {
    this.problem.set(undefined);
    this.enrolled.set(undefined);
    try {
      const answer = await this.api.call(classesRoutes.enrol, {
        params: { classId: this.store.current().id },
        body: rosterEntry.parse(this.form().value()),
      });
      this.enrolled.set(answer.enrolment);
      this.store.refresh();
      this.form().reset(nobody);
      this.form.name().focusBoundControl();
      return undefined;
    } catch (fault) {
      const problem = asProblem(fault);
      this.problem.set(problem);
      return serverFaults(this.form, problem);
    }
  }
}
