import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { MaskedText } from '../../ui/masked-text.ts';
import { Icon } from '../../ui/icon.ts';
import type { Sheet } from './attendance-rules.ts';
import { DayList } from './day-list.ts';

/** The same sheet where it is narrow: learner by learner, his days one below the other. */
@Component({
  selector: 'mj-attendance-list',
  imports: [DayList, Icon, MaskedText, RouterLink, TranslocoDirective],
  template: `
    <ul *transloco="let t; prefix: 'classes.attendance'">
      @for (row of rows(); track row.enrolmentId) {
        <li>
          <details #unfolded>
            <summary>
              <mj-icon name="chevron" />
              <span class="grow">
                <span class="row">
                  <span class="muted">{{ row.rosterNumber }}</span>
                  <strong><mj-masked-text [value]="row.maskedName" /></strong>
                  @if (namesClasses()) {
                    <span class="small muted">{{ row.className }}</span>
                  }
                </span>
                <span class="small">{{ t('in-short', row.totals) }}</span>
              </span>
              <strong>{{ row.totals.ratePercent === null ? '–' : row.totals.ratePercent + '%' }}</strong>
            </summary>
            @if (classId(); as id) {
              <a
                class="btn quiet"
                [routerLink]="['/classes', id, 'enrolments', row.enrolmentId, 'attendance']"
                >{{ t('learner') }}</a
              >
            }
            <mj-day-list [days]="of().days" [cells]="row.cells" [today]="of().today" />
          </details>
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      border-bottom: 1px solid var(--line);
    }
    summary {
      display: flex;
      align-items: center;
      gap: var(--s3);
      min-height: var(--target);
      padding: var(--s3);
      cursor: pointer;
    }
    details[open] summary mj-icon {
      rotate: 90deg;
    }
    .row {
      gap: var(--s2);
    }
    mj-day-list {
      display: block;
      padding: 0 var(--s3) var(--s3);
    }
  `,
})
export class AttendanceList {
  readonly of = input.required<Sheet>();
  readonly classId = input<string>();
  readonly namesClasses = input(false);
  protected readonly rows = computed(() => this.of().items);
}
