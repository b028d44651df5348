import { Component, inject, signal, untracked } from '@angular/core';
import { form, FormRoot, type TreeValidationResult, validateStandardSchema } from '@angular/forms/signals';
import { MatSnackBar } from '@angular/material/snack-bar';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { classesRoutes } from '@minjiang/shared/classes';
import { Api } from '../../api/api.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { ErrorSummary } from '../../ui/error-summary.ts';
import { serverFaults } from '../../ui/field-faults.ts';
import { Icon } from '../../ui/icon.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { ClassStore } from '../class/class-store.ts';
import { ClassFields } from './class-fields.ts';
import { detailsEntry } from './class-form.ts';

/** Name and dates of a class, as long as it was not opened. */
@Component({
  selector: 'mj-edit-class-page',
  imports: [ClassFields, ErrorSummary, FormRoot, Icon, PageHeader, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'classes'">
      <mj-page-header
        [heading]="t('edit.title')"
        [crumbs]="[
          { text: t('title'), link: '/classes' },
          { text: store.current().name, link: store.link() },
        ]"
      />
      @if (store.current().can.write) {
        <div class="stack near form">
          <mj-error-summary
            [form]="form"
            [problem]="problem()"
            [labels]="{
              name: t('form.name'),
              opensOn: t('form.opens-on'),
              closesOn: t('form.closes-on'),
            }"
          />
          <form class="card stack" [formRoot]="form">
            <mj-class-fields [form]="form" />
            <div class="row">
              <button class="btn primary" type="submit" [disabled]="form().submitting()">
                {{ t('edit.save') }}
              </button>
              <a class="btn quiet" [routerLink]="store.link()">{{ t('cancel') }}</a>
            </div>
          </form>
        </div>
      } @else {
        <div class="notice"><mj-icon name="lock" />{{ t('edit.frozen') }}</div>
      }
    </ng-container>
  `,
  styles: `
    .form {
      max-width: 640px;
    }
  `,
})
export class EditClassPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly messages = inject(MatSnackBar);
  private readonly texts = inject(TranslocoService);
  protected readonly store = inject(ClassStore);
  private readonly before = untracked(this.store.current);
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly form = form(
    signal({ name: this.before.name, opensOn: this.before.opensOn, closesOn: this.before.closesOn }),
    (path) => validateStandardSchema(path, detailsEntry),
    { submission: { action: (): Promise<TreeValidationResult> => this.send() } },
  );

  private async send(): Promise<TreeValidationResult> {
    this.problem.set(undefined);
    try {
      const body = detailsEntry.parse(this.form().value());
      const answer = await this.api.call(classesRoutes.changeClass, {
        params: { classId: this.before.id },
        body,
      });
      this.store.became(answer.trainingClass);
      await this.router.navigate([...this.store.link()]);
      this.messages.open(this.texts.translate('classes.edit.saved'), undefined, { duration: 4000 });
      return undefined;
    } catch (fault) {
      const problem = asProblem(fault);
      this.problem.set(problem);
      return serverFaults(this.form, problem);
    }
  }
}
