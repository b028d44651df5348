import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import {
  form,
  FormField,
  FormRoot,
  type TreeValidationResult,
  validateStandardSchema,
} from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { catalogRoutes } from '@minjiang/shared/catalog';
import { classesRoutes } from '@minjiang/shared/classes';
import { Api } from '../../api/api.ts';
import { load } from '../../api/loaded.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { ErrorSummary } from '../../ui/error-summary.ts';
import { serverFaults } from '../../ui/field-faults.ts';
import { Field, FieldInput } from '../../ui/field.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { ClassFields } from './class-fields.ts';
import { classEntry } from './class-form.ts';

/** Prepare a class of a published programme; learners and the opening follow on its own page. */
@Component({
  selector: 'mj-new-class-page',
  imports: [
    ClassFields,
    EmptyState,
    ErrorSummary,
    Field,
    FieldInput,
    FormField,
    FormRoot,
    LoadState,
    PageHeader,
    RouterLink,
    TranslocoDirective,
  ],
  templateUrl: './new-class-page.html',
  styles: `
    .form {
      max-width: 640px;
    }
  `,
})
export class NewClassPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  /** From the address: the programme that is chosen already. */
  readonly programmeId = input<string>();
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly programmes = load(catalogRoutes.listProgrammes, () => ({ query: { pageSize: 100 } }));
  protected readonly published = computed(() =>
    this.programmes.value()?.items.filter(({ latestVersion }) => latestVersion !== null),
  );
  protected readonly form = form(
    signal({ programmeId: '', name: '', opensOn: '', closesOn: '' }),
    (path) => validateStandardSchema(path, classEntry),
    { submission: { action: (): Promise<TreeValidationResult> => this.send() } },
  );

  constructor() {
    effect(() => {
      const known = this.published() ?? [];
      const wanted = this.programmeId() ?? (known.length === 1 ? known[0]!.id : undefined);
      if (!known.some(({ id }) => id === wanted)) return;
      untracked(() => this.form.programmeId().value.set(wanted!));
    });
  }

  private async send(): Promise<TreeValidationResult> {
    this.problem.set(undefined);
    try {
      const body = classEntry.parse(this.form().value());
      const { trainingClass } = await this.api.call(classesRoutes.createClass, { body });
      await this.router.navigate(['/classes', trainingClass.id], { replaceUrl: true });
      return undefined;
    } catch (fault) {
      const problem = asProblem(fault);
      this.problem.set(problem);
      return serverFaults(this.form, problem);
    }
  }
}
