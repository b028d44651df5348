import { Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { AttendanceState } from '@minjiang/shared/classes';

/** How somebody stands on a day as the mark of a sheet of attendance; its word is beside it, or only spoken. */
@Component({
  selector: 'mj-attendance-mark',
  imports: [TranslocoDirective],
  host: { '[class]': 'of()' },
  template: `
    <ng-container *transloco="let t; prefix: 'classes.attendance'">
      <i aria-hidden="true">{{ of() === 'outside' ? '' : t('marks.' + of()) }}</i>
      <span [class.visually-hidden]="short()">{{ t('states.' + of()) }}</span>
    </ng-container>
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      white-space: nowrap;
    }
    i {
      min-width: 1.2em;
      font-style: normal;
      font-weight: 600;
      text-align: center;
    }
    :host(.present) i {
      color: var(--primary);
    }
    :host(.part) i {
      color: var(--amber);
    }
    :host(.absent) i {
      color: var(--accent);
    }
    :host(:is(.rest, .awaited, .outside)) i {
      color: var(--ink-2);
      font-weight: 400;
    }
  `,
})
export class AttendanceMark {
  readonly of = input.required<AttendanceState>();
  /** Whether only the mark is seen, where a legend explains it. */
  readonly short = input(false);
}
