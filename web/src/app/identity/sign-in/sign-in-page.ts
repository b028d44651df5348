import { Component, computed, inject, input, signal } from '@angular/core';
import { form, FormField, FormRoot, validateStandardSchema } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { identityRoutes } from '@minjiang/shared/identity';
import { asProblem, Problem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { isEnding } from '../../api/session-end.ts';
import { firstScreen } from '../../shell/menu.ts';
import { Session } from '../../shell/session.ts';
import { DesktopShell } from '../../shell/desktop/desktop-shell.ts';
import { SiteFacts } from '../../shell/site-facts.ts';
import { ErrorSummary } from '../../ui/error-summary.ts';
import { WordsPipe } from '../../ui/durations.ts';
import { Field, FieldInput } from '../../ui/field.ts';
import { Icon } from '../../ui/icon.ts';
import { MachineNotice } from '../machine/machine-notice.ts';
import { safePath } from './safe-path.ts';
import { waitFor } from './wait.ts';

/** Sign in by user name, phone or ID number. What went wrong never tells whether the account exists. */
@Component({
  selector: 'mj-sign-in-page',
  imports: [
    ErrorSummary,
    Field,
    FieldInput,
    FormField,
    FormRoot,
    Icon,
    MachineNotice,
    RouterLink,
    TranslocoDirective,
    WordsPipe,
  ],
  templateUrl: './sign-in-page.html',
})
export class SignInPage {
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly texts = inject(ProblemTexts);

  /** From the address: why one was signed out, and where one wanted to go. */
  readonly why = input<string>();
  readonly next = input<string>();

  protected readonly shell = inject(DesktopShell);
  /** On a kiosk that has a password for its staff. */
  protected readonly leavable = computed(() => this.shell.facts()?.leavable === true);
  protected readonly site = inject(SiteFacts).site;
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly shown = signal(false);
  protected readonly wait = waitFor(this.problem);
  protected readonly form = form(
    signal({ account: '', password: '' }),
    (path) => validateStandardSchema(path, identityRoutes.signIn.body),
    { submission: { action: () => this.send() } },
  );
  protected readonly activated = computed(() => this.why() === 'activated');
  protected readonly reason = computed(() => {
    const why = this.why();
    return isEnding(why) ? this.texts.of(new Problem({ code: why, status: 401 })) : undefined;
  });

  protected toggle(): void {
    this.shown.update((shown) => !shown);
  }

  private async send(): Promise<undefined> {
    this.problem.set(undefined);
    try {
      const { account, password } = this.form().value();
      const role = await this.session.signIn(account, password);
      await this.router.navigateByUrl(safePath(this.next()) ?? firstScreen(role));
    } catch (fault) {
      this.problem.set(asProblem(fault));
    }
    return undefined;
  }
}
