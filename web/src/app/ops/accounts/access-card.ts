import { Component, inject, input, output, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { type AccountRow, type CodeIssued, identityRoutes } from '@minjiang/shared/identity';
import { Api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { confirmed } from '../../ui/confirm-dialog.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { Icon } from '../../ui/icon.ts';
import { titleOf } from './account-look.ts';
import { ActivationSlip } from './activation-slip.ts';

/** How a person gets in: activation codes, a forgotten password, suspension. */
@Component({
  selector: 'mj-access-card',
  imports: [ActivationSlip, Icon, MomentPipe, TranslocoDirective],
  templateUrl: './access-card.html',
})
export class AccessCard {
  private readonly api = inject(Api);
  private readonly dialog = inject(MatDialog);
  private readonly texts = inject(TranslocoService);
  private readonly problems = inject(ProblemTexts);
  readonly account = input.required<AccountRow>();
  /** Nobody acts on himself. */
  readonly own = input(false);
  readonly changed = output();
  protected readonly busy = signal(false);
  protected readonly fault = signal<string | undefined>(undefined);
  protected readonly issued = signal<CodeIssued | undefined>(undefined);

  protected issue(channel: 'email' | 'slip'): Promise<void> {
    return this.command(async (params) => {
      const answer = await this.api.call(identityRoutes.issueCode, { params, body: { channel } });
      this.issued.set(answer.issued);
    });
  }

  protected async reset(): Promise<void> {
    if (!(await this.sure('reset', true))) return;
    await this.command((params) => this.api.call(identityRoutes.resetPassword, { params }));
  }

  protected async suspend(): Promise<void> {
    if (!(await this.sure('suspend', true))) return;
    await this.command((params) => this.api.call(identityRoutes.suspendAccount, { params }));
  }

  protected async restore(): Promise<void> {
    if (!(await this.sure('restore', false))) return;
    await this.command((params) => this.api.call(identityRoutes.restoreAccount, { params }));
  }

  private sure(what: string, danger: boolean): Promise<boolean> {
    const say = (part: string) =>
      this.texts.translate<string>(`ops.access.${what}${part}`, { name: titleOf(this.account()) });
    return confirmed(this.dialog, {
      heading: say('-heading'),
      text: say('-text'),
      confirm: say(''),
      danger,
    });
  }

  private async command(act: (params: { accountId: string }) => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.fault.set(undefined);
    this.issued.set(undefined);
    try {
      await act({ accountId: this.account().id });
      this.changed.emit();
    } catch (thrown) {
      this.fault.set(this.problems.of(asProblem(thrown)));
    } finally {
      this.busy.set(false);
    }
  }
}
