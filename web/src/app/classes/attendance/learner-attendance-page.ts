import { Component, computed, inject, input, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatSnackBar } from '@angular/material/snack-bar';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { classesRoutes, type Excuse } from '@minjiang/shared/classes';
import { Api } from '../../api/api.ts';
import { load } from '../../api/loaded.ts';
import { asProblem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { PageTitle } from '../../shell/page-title.ts';
import { Card } from '../../ui/card.ts';
import { confirmed } from '../../ui/confirm-dialog.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { translator } from '../../ui/translator.ts';
import { ClassStore } from '../class/class-store.ts';
import { monthIn } from './attendance-rules.ts';
import { ExcuseForm } from './excuse-form.ts';
import { LearnerDays } from './learner-days.ts';

/** The days of one learner as staff see them, and where they excuse him. */
@Component({
  selector: 'mj-learner-attendance-page',
  imports: [Card, ExcuseForm, Icon, LearnerDays, LoadState, PageHeader, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'classes.attendance'">
      <mj-page-header
        [heading]="heading()"
        [crumbs]="[
          { text: t('classes'), link: '/classes' },
          { text: store.current().name, link: store.link() },
          { text: t('title'), link: [...store.link(), 'attendance'] },
        ]"
      />
      @if (loaded.value(); as found) {
        @if (fault(); as text) {
          <div class="notice bad" role="alert"><mj-icon name="alert" />{{ text }}</div>
        }
        <mj-learner-days [of]="found" [picked]="day()" (withdrawn)="withdraw($event)">
          @if (found.can.excuse) {
            <mj-card [heading]="t('excuse-title')">
              <mj-excuse-form
                [classId]="store.current().id"
                [enrolmentId]="enrolmentId()"
                [day]="day() ?? found.today"
                (excused)="loaded.reload()"
              />
            </mj-card>
          }
        </mj-learner-days>
      } @else {
        <mj-load-state [of]="loaded" [lines]="8" />
      }
    </ng-container>
  `,
})
export class LearnerAttendancePage {
  private readonly api = inject(Api);
  private readonly dialog = inject(MatDialog);
  private readonly messages = inject(MatSnackBar);
  private readonly texts = inject(TranslocoService);
  private readonly problems = inject(ProblemTexts);
  private readonly translate = translator();
  protected readonly store = inject(ClassStore);
  protected readonly fault = signal<string | undefined>(undefined);

  /** From the address. */
  readonly enrolmentId = input.required<string>();
  readonly month = input<string>();
  readonly day = input<string>();

  protected readonly loaded = load(classesRoutes.enrolmentAttendance, () => ({
    params: { classId: this.store.current().id, enrolmentId: this.enrolmentId() },
    query: { month: monthIn(this.month()) },
  }));
  protected readonly heading = computed(() => {
    const row = this.loaded.value()?.row;
    return row
      ? this.translate('classes.attendance.of', { name: row.maskedName, number: row.rosterNumber })
      : this.translate('classes.attendance.learner');
  });

  constructor() {
    inject(PageTitle).follow(() => this.heading());
  }

  /** It is asked about first; what was excused counts anew from then on. */
  protected async withdraw({ id, fromDay, toDay }: Excuse): Promise<void> {
    const say = (key: string) =>
      this.texts.translate<string>(`classes.attendance.withdraw-${key}`, { from: fromDay, to: toDay });
    const question = { heading: say('heading'), text: say('text'), confirm: say('confirm') };
    if (!(await confirmed(this.dialog, question))) return;
    this.fault.set(undefined);
    const params = { classId: this.store.current().id, enrolmentId: this.enrolmentId(), excuseId: id };
    try {
      await this.api.call(classesRoutes.withdrawExcuse, { params });
      this.messages.open(say('done'), undefined, { duration: 5000 });
    } catch (thrown) {
      this.fault.set(this.problems.of(asProblem(thrown)));
    }
    this.loaded.reload();
  }
}
