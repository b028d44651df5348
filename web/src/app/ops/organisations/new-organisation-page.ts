import { Component, inject, signal } from '@angular/core';
import {
  form,
  FormField,
  FormRoot,
  type TreeValidationResult,
  validateStandardSchema,
} from '@angular/forms/signals';
import { MatSnackBar } from '@angular/material/snack-bar';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { identityRoutes, organisationKind } from '@minjiang/shared/identity';
import * as z from 'zod';
import { Api } from '../../api/api.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { ErrorSummary } from '../../ui/error-summary.ts';
import { Field, FieldInput } from '../../ui/field.ts';
import { serverFaults } from '../../ui/field-faults.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { emptyAsMissing } from '../entry-rules.ts';
import { regions } from '../regions.ts';

const { kind, name, creditCode, regionCode } = identityRoutes.createOrganisation.body.shape;
const entered = z.object({ kind, name, creditCode: emptyAsMissing(creditCode.unwrap()), regionCode });

/** Add an institution, an employer, a centre or the operator. */
@Component({
  selector: 'mj-new-organisation-page',
  imports: [ErrorSummary, Field, FieldInput, FormField, FormRoot, PageHeader, RouterLink, TranslocoDirective],
  templateUrl: './new-organisation-page.html',
  styles: `
    .form {
      max-width: 640px;
    }
  `,
})
export class NewOrganisationPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly messages = inject(MatSnackBar);
  private readonly texts = inject(TranslocoService);
  protected readonly kinds = organisationKind.options;
  protected readonly regions = regions;
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly form = form(
    signal({ kind: '', name: '', creditCode: '', regionCode: '' }),
    (path) => validateStandardSchema(path, entered as z.ZodType<unknown, Entry>),
    { submission: { action: (): Promise<TreeValidationResult> => this.send() } },
  );

  private async send(): Promise<TreeValidationResult> {
    this.problem.set(undefined);
    try {
      const body = entered.parse(this.form().value());
      await this.api.call(identityRoutes.createOrganisation, { body });
      const said = this.texts.translate<string>('ops.new-organisation.done', { name: body.name });
      this.messages.open(said, undefined, { duration: 4000 });
      await this.router.navigate(['/organisations'], { queryParams: { kind: body.kind } });
      return undefined;
    } catch (fault) {
      const problem = asProblem(fault);
      this.problem.set(problem);
      return serverFaults(this.form, problem);
    }
  }
}

interface Entry {
  kind: string;
  name: string;
  creditCode: string;
  regionCode: string;
}
