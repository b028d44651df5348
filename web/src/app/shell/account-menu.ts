import { Component, computed, inject, signal } from '@angular/core';
import { MatMenuModule } from '@angular/material/menu';
import { MatSnackBar } from '@angular/material/snack-bar';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { asProblem } from '../api/problem.ts';
import { ProblemTexts } from '../api/problem-texts.ts';
import { Icon } from '../ui/icon.ts';
import { Session } from './session.ts';

/** The signed-in person: own account and sign out. */
@Component({
  selector: 'mj-account-menu',
  imports: [Icon, MatMenuModule, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'shell.account'">
      <button
        class="btn quiet"
        type="button"
        [matMenuTriggerFor]="menu"
        [attr.aria-label]="t('open', { name: name() })"
      >
        <mj-icon name="account" /><span class="name">{{ name() }}</span>
      </button>
      <mat-menu #menu="matMenu" xPosition="before">
        <a mat-menu-item routerLink="/account"><mj-icon name="account" /> {{ t('mine') }}</a>
        <button mat-menu-item type="button" [disabled]="leaving()" (click)="leave()">
          <mj-icon name="sign-out" /> {{ t('sign-out') }}
        </button>
      </mat-menu>
    </ng-container>
  `,
  styles: `
    .btn {
      color: var(--ink);
      font-weight: 400;
    }
    mj-icon {
      margin-inline-end: var(--s1);
      vertical-align: middle;
    }
    @media (max-width: 600px) {
      .name {
        display: none;
      }
    }
  `,
})
export class AccountMenu {
  private readonly session = inject(Session);
  private readonly texts = inject(ProblemTexts);
  private readonly messages = inject(MatSnackBar);
  protected readonly name = computed(() => this.session.account()?.maskedName ?? '');
  protected readonly leaving = signal(false);

  protected async leave(): Promise<void> {
    this.leaving.set(true);
    try {
      await this.session.signOut();
    } catch (fault) {
      this.messages.open(this.texts.of(asProblem(fault)), undefined, { duration: 6000 });
    } finally {
      this.leaving.set(false);
    }
  }
}
