import { Component, computed, effect, inject, input, linkedSignal, signal, untracked } from '@angular/core';
import {
  form,
  FormField,
  FormRoot,
  type TreeValidationResult,
  validateStandardSchema,
} from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { catalogRoutes, type ProgrammeRow } from '@minjiang/shared/catalog';
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

const mostListed = 100;
const mostAtAGlance = 12;

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
  /** Part of a name to look for. */
  protected readonly find = signal('');
  protected readonly programmes = load(catalogRoutes.listProgrammes, () => {
    const search = this.find().trim();
    return { query: { pageSize: mostListed, only: 'published' as const, ...(search ? { search } : {}) } };
  });
  private readonly found = computed(() => this.programmes.value()?.items ?? []);
  protected readonly none = computed(() => this.programmes.value()?.total === 0 && !this.find().trim());
  /** There are more than one looks through; once there is a field to look with, it stays. */
  protected readonly many = computed(
    () => (this.programmes.value()?.total ?? 0) > mostAtAGlance || this.find() !== '',
  );
  protected readonly unlisted = computed(() =>
    Math.max(0, (this.programmes.value()?.total ?? 0) - this.found().length),
  );
  protected readonly form = form(
    signal({ programmeId: '', name: '', opensOn: '', closesOn: '' }),
    (path) => validateStandardSchema(path, classEntry),
    { submission: { action: (): Promise<TreeValidationResult> => this.send() } },
  );

  /** The chosen one, kept while others are looked for. */
  private readonly chosen = linkedSignal<
    { id: string; found: readonly ProgrammeRow[] },
    ProgrammeRow | undefined
  >({
    source: () => ({ id: this.form.programmeId().value(), found: this.found() }),
    computation: ({ id, found }, former) => {
      const before: ProgrammeRow | undefined = former?.value;
      return found.find((row) => row.id === id) ?? (before?.id === id ? before : undefined);
    },
  });
  protected readonly options = computed(() => {
    const [found, chosen] = [this.found(), this.chosen()];
    return chosen && !found.includes(chosen) ? [chosen, ...found] : found;
  });

  constructor() {
    effect(() => {
      const known = this.found();
      const only = known.length === 1 && !this.find() ? known[0]!.id : undefined;
      const wanted = this.programmeId() ?? only;
      if (untracked(this.form.programmeId().value) || !known.some(({ id }) => id === wanted)) return;
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
