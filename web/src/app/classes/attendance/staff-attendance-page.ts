import { Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { classesRoutes } from '@minjiang/shared/classes';
import { load } from '../../api/loaded.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { LoadState } from '../../ui/load-state.ts';
import { narrow } from '../../ui/narrow.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { pageIn } from '../../ui/page-in.ts';
import { StaffTabs } from '../staff/staff-tabs.ts';
import { AttendanceGrid } from './attendance-grid.ts';
import { AttendanceLegend } from './attendance-legend.ts';
import { AttendanceList } from './attendance-list.ts';
import { monthIn } from './attendance-rules.ts';
import { MonthLinks } from './month-links.ts';

/** Which days the own staff of an employer were there, on days that they were his. */
@Component({
  selector: 'mj-staff-attendance-page',
  imports: [
    AttendanceGrid,
    AttendanceLegend,
    AttendanceList,
    EmptyState,
    LoadState,
    MomentPipe,
    MonthLinks,
    PageHeader,
    StaffTabs,
    TableFrame,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t; prefix: 'classes.attendance'">
      <mj-page-header [heading]="t('staff')" />
      <div class="stack near">
        <mj-staff-tabs />
        @if (sheet.value(); as found) {
          <mj-month-links [month]="found.month" [first]="found.firstMonth" [last]="found.lastMonth" />
          @if (found.total > 0) {
            <mj-attendance-legend />
            <mj-table-frame [of]="found" [label]="t('staff')" [loading]="sheet.loading()">
              @if (narrow()) {
                <mj-attendance-list [of]="found" [namesClasses]="true" />
              } @else {
                <mj-attendance-grid [of]="found" [namesClasses]="true" />
              }
            </mj-table-frame>
            <p class="small muted">{{ t('as-of', { at: (found.asOf | moment) }) }} {{ t('today-open') }}</p>
          } @else {
            <mj-empty-state icon="today" [heading]="t('staff-none')" [text]="t('staff-none-text')" />
          }
        } @else {
          <mj-load-state [of]="sheet" [lines]="8" />
        }
      </div>
    </ng-container>
  `,
})
export class StaffAttendancePage {
  protected readonly narrow = narrow();
  /** From the address. */
  readonly page = input<string>();
  readonly month = input<string>();
  protected readonly sheet = load(classesRoutes.staffAttendance, () => ({
    query: { page: pageIn(this.page()), pageSize: 50, month: monthIn(this.month()) },
  }));
}
