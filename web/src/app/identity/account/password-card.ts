import { Component, inject, input, signal } from '@angular/core';
import {
  form,
  FormField,
  FormRoot,
  type TreeValidationResult,
  validate,
  validateStandardSchema,
} from '@angular/forms/signals';
import { TranslocoDirective } from '@jsverse/transloco';
import { identityRoutes } from '@minjiang/shared/identity';
import * as z from 'zod';
import { Api } from '../../api/api.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { WordsPipe } from '../../ui/durations.ts';
import { ErrorSummary } from '../../ui/error-summary.ts';
import { Field, FieldInput } from '../../ui/field.ts';
import { serverFaults } from '../../ui/field-faults.ts';
import { Icon } from '../../ui/icon.ts';
import { PasswordDemands } from '../password/password-demands.ts';
import { waitFor } from '../sign-in/wait.ts';

const { currentPassword, newPassword } = identityRoutes.changePassword.body.shape;
const entered = z.object({ currentPassword, newPassword, again: z.string().min(1) });
const nothing = { currentPassword: '', newPassword: '', again: '' };

/** Changes the own password; every other session of the account ends with it. */
@Component({
  selector: 'mj-password-card',
  imports: [
    ErrorSummary,
    Field,
    FieldInput,
    FormField,
    FormRoot,
    Icon,
    PasswordDemands,
    TranslocoDirective,
    WordsPipe,
  ],
  templateUrl: './password-card.html',
})
export class PasswordCard {
  private readonly api = inject(Api);
  /** Whose password it is, so that a password keeper stores it at the right name. */
  readonly name = input('');
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly wait = waitFor(this.problem);
  protected readonly shown = signal(false);
  protected readonly changed = signal(false);
  protected readonly form = form(
    signal(nothing),
    (path) => {
      validateStandardSchema(path, entered);
      validate(path.again, ({ value, valueOf }) =>
        value() !== '' && value() !== valueOf(path.newPassword) ? { kind: 'different' } : undefined,
      );
    },
    { submission: { action: (): Promise<TreeValidationResult> => this.send() } },
  );

  protected toggle(): void {
    this.shown.update((shown) => !shown);
  }

  private async send(): Promise<TreeValidationResult> {
    this.problem.set(undefined);
    this.changed.set(false);
    const { again: _again, ...body } = this.form().value();
    try {
      await this.api.call(identityRoutes.changePassword, { body });
    } catch (fault) {
      const problem = asProblem(fault);
      this.problem.set(problem);
      return serverFaults(this.form, problem);
    }
    this.form().reset(nothing);
    this.changed.set(true);
    return undefined;
  }
}
