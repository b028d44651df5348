import { Component, inject, signal } from '@angular/core';
import {
  form,
  FormField,
  FormRoot,
  type TreeValidationResult,
  validate,
  validateStandardSchema,
} from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { identityRoutes } from '@minjiang/shared/identity';
import * as z from 'zod';
import { Api } from '../../api/api.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { firstScreen } from '../../shell/menu.ts';
import { Session } from '../../shell/session.ts';
import { SiteFacts } from '../../shell/site-facts.ts';
import { ErrorSummary } from '../../ui/error-summary.ts';
import { WordsPipe } from '../../ui/durations.ts';
import { Field, FieldInput } from '../../ui/field.ts';
import { serverFaults } from '../../ui/field-faults.ts';
import { Icon } from '../../ui/icon.ts';
import { PasswordDemands } from '../password/password-demands.ts';
import { waitFor } from '../sign-in/wait.ts';

const { account, code, password } = identityRoutes.activate.body.shape;
const entered = z.object({ account, code, password, again: z.string().min(1) });

/** The person of an imported account sets the first password with a one-time code, and is signed in with it. */
@Component({
  selector: 'mj-activate-page',
  imports: [
    ErrorSummary,
    Field,
    FieldInput,
    FormField,
    FormRoot,
    Icon,
    PasswordDemands,
    RouterLink,
    TranslocoDirective,
    WordsPipe,
  ],
  templateUrl: './activate-page.html',
})
export class ActivatePage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  protected readonly site = inject(SiteFacts).site;
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly shown = signal(false);
  protected readonly wait = waitFor(this.problem);
  protected readonly form = form(
    signal({ account: '', code: '', password: '', again: '' }),
    (path) => {
      validateStandardSchema(path, entered);
      validate(path.again, ({ value, valueOf }) =>
        value() !== '' && value() !== valueOf(path.password) ? { kind: 'different' } : undefined,
      );
    },
    { submission: { action: (): Promise<TreeValidationResult> => this.send() } },
  );

  protected toggle(): void {
    this.shown.update((shown) => !shown);
  }

  private async send(): Promise<TreeValidationResult> {
    this.problem.set(undefined);
    const given = this.form().value();
    try {
      const body = { account: given.account, code: given.code, password: given.password };
      await this.api.call(identityRoutes.activate, { body });
    } catch (fault) {
      const problem = asProblem(fault);
      this.problem.set(problem);
      return serverFaults(this.form, problem);
    }
    await this.enter(given.account, given.password);
    return undefined;
  }

  /** The account is active now: whatever hinders the sign-in, its own page can try again. */
  private async enter(name: string, secret: string): Promise<void> {
    try {
      const role = await this.session.signIn(name, secret);
      await this.router.navigateByUrl(firstScreen(role));
    } catch {
      await this.router.navigate(['/sign-in'], { queryParams: { why: 'activated' } });
    }
  }
}
