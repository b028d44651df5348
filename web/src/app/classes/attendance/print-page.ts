import { Component, DOCUMENT, effect, inject, input, signal, untracked } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { classesRoutes } from '@minjiang/shared/classes';
import { Api } from '../../api/api.ts';
import { isBusy, retryMsOf } from '../../api/busy.ts';
import { asProblem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { Icon } from '../../ui/icon.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { ClassStore } from '../class/class-store.ts';
import { AttendanceGrid } from './attendance-grid.ts';
import { AttendanceLegend } from './attendance-legend.ts';
import { type ClassSheet, monthIn, numberOf, yearOf } from './attendance-rules.ts';
import { MonthLinks } from './month-links.ts';

const atOnce = 100;
const mostTries = 5;

/** A busy platform is asked again by itself, as pages do that load. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await ask();
    } catch (fault) {
      const problem = asProblem(fault);
      if (!isBusy(problem) || tries === mostTries) throw fault;
      await new Promise((done) => setTimeout(done, retryMsOf(problem, tries)));
    }
  }
}

/** The sheet of a month with all learners, as it is printed and signed. */
@Component({
  selector: 'mj-attendance-print-page',
  imports: [
    AttendanceGrid,
    AttendanceLegend,
    EmptyState,
    Icon,
    MomentPipe,
    MonthLinks,
    PageHeader,
    TranslocoDirective,
  ],
  templateUrl: './print-page.html',
  styleUrl: './print-page.scss',
})
export class AttendancePrintPage {
  private readonly api = inject(Api);
  private readonly problems = inject(ProblemTexts);
  private readonly page = inject(DOCUMENT);
  protected readonly store = inject(ClassStore);
  /** From the address. */
  readonly month = input<string>();
  protected readonly sheet = signal<ClassSheet | undefined>(undefined);
  protected readonly gathered = signal(0);
  protected readonly problem = signal<string | undefined>(undefined);
  protected readonly yearOf = yearOf;
  protected readonly numberOf = numberOf;
  /** Which gathering is the last one: an earlier one that comes back late is not shown. */
  private round = 0;

  constructor() {
    effect(() => {
      this.month();
      untracked(() => void this.gather());
    });
  }

  protected print(): void {
    this.page.defaultView?.print();
  }

  /** Page by page, until everybody is there. */
  protected async gather(): Promise<void> {
    const round = ++this.round;
    const params = { classId: this.store.current().id };
    const month = monthIn(this.month());
    this.sheet.set(undefined);
    this.problem.set(undefined);
    this.gathered.set(0);
    try {
      let sheet: ClassSheet | undefined;
      for (let page = 1; !sheet || sheet.items.length < sheet.total; page++) {
        const query = { page, pageSize: atOnce, month };
        const next = await patiently(() => this.api.call(classesRoutes.classAttendance, { params, query }));
        if (round !== this.round) return;
        sheet = { ...next, items: [...(sheet?.items ?? []), ...next.items] };
        this.gathered.set(sheet.items.length);
        if (next.items.length === 0) break;
      }
      this.sheet.set(sheet);
    } catch (fault) {
      if (round === this.round) this.problem.set(this.problems.of(asProblem(fault)));
    }
  }
}
