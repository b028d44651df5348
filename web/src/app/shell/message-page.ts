import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { EmptyState } from '../ui/empty-state.ts';
import { PageHeader } from '../ui/page-header.ts';

/** A page that says one thing: not found, not allowed, platform not reachable. `of` comes from route data. */
@Component({
  selector: 'mj-message-page',
  imports: [EmptyState, PageHeader, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @let key = 'shell.pages.' + of();
      <mj-page-header [heading]="t(key + '.title')" />
      <mj-empty-state icon="info" [heading]="t(key + '.what')" [text]="t(key + '.next')">
        @if (of() === 'unreachable') {
          <button class="btn primary" type="button" (click)="reload()">{{ t('ui.load.retry') }}</button>
        } @else {
          <a class="btn primary" routerLink="/">{{ t('shell.pages.home') }}</a>
        }
      </mj-empty-state>
    </ng-container>
  `,
})
export class MessagePage {
  readonly of = input.required<'not-found' | 'not-allowed' | 'unreachable'>();

  protected reload(): void {
    location.assign('/');
  }
}
