import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { classesRoutes } from '@minjiang/shared/classes';
import { ExportButton } from '../../analytics/index.ts';
import { load } from '../../api/loaded.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { narrow } from '../../ui/narrow.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { pageIn } from '../../ui/page-in.ts';
import { ClassHeader } from '../class/class-header.ts';
import { ClassStore } from '../class/class-store.ts';
import { AttendanceGrid } from './attendance-grid.ts';
import { AttendanceLegend } from './attendance-legend.ts';
import { AttendanceList } from './attendance-list.ts';
import { monthIn } from './attendance-rules.ts';
import { MonthLinks } from './month-links.ts';

/** Who of a class was there on which day of a month. */
@Component({
  selector: 'mj-attendance-page',
  imports: [
    AttendanceGrid,
    AttendanceLegend,
    AttendanceList,
    ClassHeader,
    EmptyState,
    ExportButton,
    Icon,
    LoadState,
    MomentPipe,
    MonthLinks,
    RouterLink,
    TableFrame,
    TranslocoDirective,
  ],
  templateUrl: './attendance-page.html',
})
export class AttendancePage {
  protected readonly store = inject(ClassStore);
  protected readonly narrow = narrow();
  /** From the address. */
  readonly page = input<string>();
  readonly month = input<string>();
  protected readonly sheet = load(classesRoutes.classAttendance, () => ({
    params: { classId: this.store.current().id },
    query: { page: pageIn(this.page()), pageSize: 50, month: monthIn(this.month()) },
  }));
}
