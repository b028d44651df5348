import { Component, computed, inject, input, signal } from '@angular/core';
import {
  form,
  FormField,
  FormRoot,
  type TreeValidationResult,
  validateStandardSchema,
} from '@angular/forms/signals';
import { MatSnackBar } from '@angular/material/snack-bar';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { integrityRoutes } from '@minjiang/shared/integrity';
import { learningRoutes } from '@minjiang/shared/learning';
import * as z from 'zod';
import { Api } from '../../api/api.ts';
import { load } from '../../api/loaded.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { ErrorSummary } from '../../ui/error-summary.ts';
import { serverFaults } from '../../ui/field-faults.ts';
import { Field, FieldInput } from '../../ui/field.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { translator } from '../../ui/translator.ts';
import { caseAbout } from './appeal-rules.ts';
import { AppealWords } from './appeal-words.ts';

const entry = z.object({ text: integrityRoutes.appeal.body.shape.text });

/** One appeal: what it is about in words, that there is one, and what the learner has to say. */
@Component({
  selector: 'mj-appeal-page',
  imports: [
    EmptyState,
    ErrorSummary,
    Field,
    FieldInput,
    FormField,
    FormRoot,
    Icon,
    LoadState,
    PageHeader,
    RouterLink,
    TranslocoDirective,
  ],
  templateUrl: './appeal-page.html',
})
export class AppealPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly messages = inject(MatSnackBar);
  private readonly words = inject(AppealWords);
  private readonly translate = translator();

  /** From the address. */
  readonly enrolment = input<string>();
  readonly about = input<string>();

  protected readonly record = load(learningRoutes.myRecord);
  protected readonly checks = load(integrityRoutes.myChecks);
  protected readonly cases = load(integrityRoutes.myCases, () => ({ query: { pageSize: 100 } }));
  protected readonly subject = computed(() => {
    const [record, checks, cases] = [this.record.value(), this.checks.value(), this.cases.value()];
    if (!record || !checks || !cases) return undefined;
    return (
      this.words.of(this.enrolment() ?? '', this.about() ?? '', {
        refused: record.refusedDays,
        checks: checks.checks,
        cases: cases.items,
      }) ?? null
    );
  });
  /** What is still on its way, or could not be had. */
  protected readonly waitsFor = computed(
    () => [this.record, this.checks, this.cases].find((one) => one.problem()) ?? this.record,
  );
  protected readonly before = computed(() =>
    caseAbout(this.cases.value()?.items ?? [], this.enrolment() ?? '', this.about() ?? ''),
  );
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly form = form(signal({ text: '' }), (path) => validateStandardSchema(path, entry), {
    submission: { action: (): Promise<TreeValidationResult> => this.send() },
  });

  private async send(): Promise<TreeValidationResult> {
    const known = this.subject();
    if (!known) return undefined;
    this.problem.set(undefined);
    try {
      const { text } = entry.parse(this.form().value());
      const { enrolmentId, subject } = known;
      await this.api.call(integrityRoutes.appeal, { body: { enrolmentId, subject, text } });
      this.messages.open(this.translate('learning.appeal.sent'), undefined, { duration: 8000 });
      await this.router.navigate(['/record'], { fragment: 'cases', replaceUrl: true });
      return undefined;
    } catch (fault) {
      const problem = asProblem(fault);
      this.problem.set(problem);
      return serverFaults(this.form, problem);
    }
  }
}
