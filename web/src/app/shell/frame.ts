import { Component, computed, type ElementRef, inject, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatSnackBar } from '@angular/material/snack-bar';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { filter, map, pairwise } from 'rxjs';
import { asProblem } from '../api/problem.ts';
import { ProblemTexts } from '../api/problem-texts.ts';
import { Icon } from '../ui/icon.ts';
import { AccountMenu } from './account-menu.ts';
import { menuTable } from './menu.ts';
import { Preferences } from './preferences.ts';
import { Session } from './session.ts';
import { SessionWatch } from './session-watch.ts';
import { UnreadBadge } from './unread-badge.ts';
import { SiteFooter } from './site-footer.ts';

/** Top bar, menu and footer round every page; staff have the menu on the left, phones have it at the foot. */
@Component({
  selector: 'mj-frame',
  imports: [
    AccountMenu,
    Icon,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    SiteFooter,
    TranslocoDirective,
    UnreadBadge,
  ],
  templateUrl: './frame.html',
  styleUrls: ['./frame.scss', './frame-bottom.scss'],
})
export class Frame {
  private readonly texts = inject(ProblemTexts);
  private readonly messages = inject(MatSnackBar);
  protected readonly session = inject(Session);
  protected readonly preferences = inject(Preferences);
  private readonly main = viewChild<ElementRef<HTMLElement>>('main');

  protected readonly entries = computed(() => {
    const role = this.session.role();
    return role ? menuTable[role] : [];
  });
  protected readonly staff = computed(() => {
    const role = this.session.role();
    return role !== undefined && role !== 'learner';
  });
  protected readonly organisation = computed(() => this.session.account()?.active.organisationName ?? '');

  constructor() {
    inject(SessionWatch);
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationEnd),
        map((event) => event.urlAfterRedirects.split('?')[0]),
        pairwise(),
        filter(([before, after]) => before !== after),
        takeUntilDestroyed(),
      )
      .subscribe(() => setTimeout(() => this.focusHeading()));
  }

  protected skip(event: Event): void {
    event.preventDefault();
    this.main()?.nativeElement.focus();
  }

  protected async largeText(): Promise<void> {
    try {
      await this.preferences.toggleLargeText();
    } catch (fault) {
      this.messages.open(this.texts.of(asProblem(fault)), undefined, { duration: 6000 });
    }
  }

  /** A page change is told to screen readers by moving the focus to its heading. */
  private focusHeading(): void {
    const main = this.main()?.nativeElement;
    const target = main?.querySelector<HTMLElement>('h1[tabindex]') ?? main;
    if (!main?.contains(document.activeElement)) target?.focus({ preventScroll: true });
  }
}
