import { Component, inject, signal } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { type Assignment, identityRoutes } from '@minjiang/shared/identity';
import { Api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { firstScreen } from '../../shell/menu.ts';
import { Preferences } from '../../shell/preferences.ts';
import { Session } from '../../shell/session.ts';
import { localeOf } from '../../texts/texts.ts';
import { Icon } from '../../ui/icon.ts';
import { MaskedText } from '../../ui/masked-text.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { Tag } from '../../ui/tag.ts';
import { MachineNotice } from '../machine/machine-notice.ts';
import { MyDevicesCard } from './my-devices-card.ts';
import { PasswordCard } from './password-card.ts';

/** The own account: who one is here, in which role, the password, own machines, and how the pages look. */
@Component({
  selector: 'mj-account-page',
  imports: [
    Icon,
    MachineNotice,
    MaskedText,
    MyDevicesCard,
    PageHeader,
    PasswordCard,
    Tag,
    TranslocoDirective,
  ],
  templateUrl: './account-page.html',
  styleUrl: './account-page.scss',
})
export class AccountPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly problems = inject(ProblemTexts);
  private readonly messages = inject(MatSnackBar);
  protected readonly session = inject(Session);
  protected readonly preferences = inject(Preferences);
  protected readonly busy = signal(false);
  protected readonly fault = signal<string | undefined>(undefined);

  /** Makes another assignment the active one and begins at its first screen. */
  protected async switchTo(assignment: Assignment): Promise<void> {
    this.busy.set(true);
    this.fault.set(undefined);
    try {
      const body = { assignmentId: assignment.id };
      const { account } = await this.api.call(identityRoutes.switchAssignment, { body });
      this.session.became(account);
      await this.router.navigateByUrl(firstScreen(account.active.role));
    } catch (thrown) {
      this.fault.set(this.problems.of(asProblem(thrown)));
    } finally {
      this.busy.set(false);
    }
  }

  protected async largeText(): Promise<void> {
    try {
      await this.preferences.toggleLargeText();
    } catch (thrown) {
      this.messages.open(this.problems.of(asProblem(thrown)), undefined, { duration: 6000 });
    }
  }

  protected useLocale(locale: string): void {
    this.preferences.useLocale(localeOf(locale));
  }
}
