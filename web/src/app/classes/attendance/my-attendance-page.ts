import { Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { classesRoutes } from '@minjiang/shared/classes';
import { load } from '../../api/loaded.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { monthIn } from './attendance-rules.ts';
import { LearnerDays } from './learner-days.ts';

/** The learner's own days in a class: the marks that his institution sees, and what was excused. */
@Component({
  selector: 'mj-my-attendance-page',
  imports: [LearnerDays, LoadState, PageHeader, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'classes.attendance'">
      <mj-page-header [heading]="t('mine')" [crumbs]="[{ text: t('my-classes'), link: '/my-classes' }]" />
      @if (loaded.value(); as found) {
        <div class="stack">
          <p>{{ found.row.className }}</p>
          <mj-learner-days [of]="found" />
          <p class="small muted">{{ t('mine-note') }}</p>
        </div>
      } @else {
        <mj-load-state [of]="loaded" [lines]="8" />
      }
    </ng-container>
  `,
})
export class MyAttendancePage {
  /** From the address. */
  readonly enrolmentId = input.required<string>();
  readonly month = input<string>();
  protected readonly loaded = load(classesRoutes.myAttendance, () => ({
    params: { enrolmentId: this.enrolmentId() },
    query: { month: monthIn(this.month()) },
  }));
}
