import { Component, computed, inject, signal } from '@angular/core';
import {
  form,
  FormField,
  FormRoot,
  type TreeValidationResult,
  validateStandardSchema,
} from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { identityRoutes } from '@minjiang/shared/identity';
import * as z from 'zod';
import { Api } from '../../api/api.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { DesktopShell } from '../../shell/desktop/desktop-shell.ts';
import { Session } from '../../shell/session.ts';
import { ErrorSummary } from '../../ui/error-summary.ts';
import { Field, FieldInput } from '../../ui/field.ts';
import { serverFaults } from '../../ui/field-faults.ts';
import { Icon } from '../../ui/icon.ts';

const entered = z.object({ code: identityRoutes.enrolKiosk.body.shape.code });

/**
 * Enrols the machine this page runs on: a centre's with a code of its administrator, a learner's own with one that
 * is sent to him. In a browser it says where it works.
 */
@Component({
  selector: 'mj-machine-page',
  imports: [ErrorSummary, Field, FieldInput, FormField, FormRoot, Icon, RouterLink, TranslocoDirective],
  templateUrl: './machine-page.html',
})
export class MachinePage {
  private readonly api = inject(Api);
  private readonly desktop = inject(DesktopShell);
  private readonly session = inject(Session);
  protected readonly facts = this.desktop.facts;
  protected readonly isHome = computed(() => this.facts()?.mode === 'home');
  protected readonly enrolled = computed(() => this.facts()?.machine.deviceId != null);
  /** A learner's own machine is enrolled by himself. */
  protected readonly needsSignIn = computed(
    () => this.isHome() && this.session.account()?.active.role !== 'learner',
  );
  protected readonly sent = signal(false);
  protected readonly sending = signal(false);
  protected readonly place = signal<string | undefined>(undefined);
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly form = form(signal({ code: '' }), (path) => validateStandardSchema(path, entered), {
    submission: { action: (): Promise<TreeValidationResult> => this.send() },
  });

  protected async sendCode(): Promise<void> {
    this.problem.set(undefined);
    this.sending.set(true);
    try {
      await this.api.call(identityRoutes.requestDeviceCode);
      this.sent.set(true);
    } catch (fault) {
      this.problem.set(asProblem(fault));
    } finally {
      this.sending.set(false);
    }
  }

  private async send(): Promise<TreeValidationResult> {
    const { bridge } = this.desktop;
    if (!bridge) return undefined;
    this.problem.set(undefined);
    try {
      // Signed as the contract reads it: without the groups in which it is typed.
      const { code } = entered.parse(this.form().value());
      const claim = await bridge.enrolment(code);
      await bridge.enrolled(await this.enrol(claim));
      await this.desktop.refresh();
      this.form().reset({ code: '' });
    } catch (fault) {
      const problem = asProblem(fault);
      this.problem.set(problem);
      return serverFaults(this.form, problem);
    }
    return undefined;
  }

  /** @returns as what the platform knows this machine */
  private async enrol(claim: Awaited<ReturnType<NonNullable<DesktopShell['bridge']>['enrolment']>>) {
    if (this.isHome()) {
      const name = navigator.platform || 'PC';
      return (await this.api.call(identityRoutes.enrolHome, { body: { ...claim, name } })).deviceId;
    }
    const made = await this.api.call(identityRoutes.enrolKiosk, { body: claim });
    this.place.set(`${made.centreName} ${made.room} ${made.name}`);
    return made.deviceId;
  }
}
