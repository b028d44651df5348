import { Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Evidence } from '@minjiang/shared/learning';
import { TotalPipe } from '../../ui/durations.ts';

/** How strongly credit is vouched for, in words; a dash where nothing was credited. */
@Component({
  selector: 'mj-evidence',
  imports: [TranslocoDirective],
  template: `<ng-container *transloco="let t; prefix: 'learning.evidence'">{{
    of() === null ? '–' : t(of()!)
  }}</ng-container>`,
})
export class EvidenceWord {
  readonly of = input.required<Evidence | null>();
}

/** What the supervision platform itself counted; that it has not spoken is said, never guessed. */
@Component({
  selector: 'mj-supervisor',
  imports: [TotalPipe, TranslocoDirective],
  template: `@if (ms() !== null) {
      {{ ms()! | total }}
    } @else {
      <span class="muted" *transloco="let t; prefix: 'learning.supervisor'">{{ t('none-yet') }}</span>
    }`,
})
export class SupervisorWord {
  readonly ms = input.required<number | null>();
}

/** Credit that a check must still prove: small, beside the credited figure, and only where there is some. */
@Component({
  selector: 'mj-unproved',
  imports: [TotalPipe, TranslocoDirective],
  template: `@if (ms() > 0) {
    <span class="small" *transloco="let t; prefix: 'learning.unproved'">{{
      t('of', { time: ms() | total })
    }}</span>
  }`,
  styles: `
    span {
      display: block;
      color: var(--amber);
    }
  `,
})
export class Unproved {
  readonly ms = input.required<number>();
}
