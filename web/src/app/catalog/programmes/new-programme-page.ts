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
import { catalogRoutes } from '@minjiang/shared/catalog';
import * as z from 'zod';
import { Api } from '../../api/api.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { ErrorSummary } from '../../ui/error-summary.ts';
import { serverFaults } from '../../ui/field-faults.ts';
import { Field, FieldInput } from '../../ui/field.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { emptyAsNull } from '../settings/rules-form.ts';

const { name, occupationCode } = catalogRoutes.createProgramme.body.shape;
const entered = z.object({ name, occupationCode: emptyAsNull(occupationCode) });

/** Begin a programme; its outline and rules follow in the editor. */
@Component({
  selector: 'mj-new-programme-page',
  imports: [ErrorSummary, Field, FieldInput, FormField, FormRoot, PageHeader, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'catalog'">
      <mj-page-header
        [heading]="t('new.title')"
        [crumbs]="[{ text: t('programmes.title'), link: '/programmes' }]"
      />
      <div class="stack near form">
        <mj-error-summary
          [form]="form"
          [problem]="problem()"
          [labels]="{ name: t('settings.name'), occupationCode: t('settings.occupation') }"
        />
        <form class="card stack" [formRoot]="form">
          <mj-field [label]="t('settings.name')" [hint]="t('settings.name-hint')" [of]="form.name">
            <input mjInput [formField]="form.name" autocomplete="off" />
          </mj-field>
          <mj-field
            [label]="t('settings.occupation')"
            [optional]="true"
            [hint]="t('settings.occupation-hint')"
            [of]="form.occupationCode"
          >
            <input mjInput [formField]="form.occupationCode" autocomplete="off" placeholder="6-31-01-03" />
          </mj-field>
          <div class="row">
            <button class="btn primary" type="submit" [disabled]="form().submitting()">
              {{ t('new.create') }}
            </button>
            <a class="btn quiet" routerLink="/programmes">{{ t('new.back') }}</a>
          </div>
        </form>
      </div>
    </ng-container>
  `,
  styles: `
    .form {
      max-width: 640px;
    }
  `,
})
export class NewProgrammePage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly form = form(
    signal({ name: '', occupationCode: '' }),
    (path) => validateStandardSchema(path, entered),
    { submission: { action: (): Promise<TreeValidationResult> => this.send() } },
  );

  private async send(): Promise<TreeValidationResult> {
    this.problem.set(undefined);
    try {
      const body = entered.parse(this.form().value());
      const { programme } = await this.api.call(catalogRoutes.createProgramme, { body });
      await this.router.navigate(['/programmes', programme.id], { replaceUrl: true });
      return undefined;
    } catch (fault) {
      const problem = asProblem(fault);
      this.problem.set(problem);
      return serverFaults(this.form, problem);
    }
  }
}
