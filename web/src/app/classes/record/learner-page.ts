import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { localDay } from '@minjiang/shared/kernel';
import { learningRoutes } from '@minjiang/shared/learning';
import { load } from '../../api/loaded.ts';
import { CourseTable, DaysCard, RecordFigures, RefusalList, spanOf } from '../../learning/index.ts';
import { PageTitle } from '../../shell/page-title.ts';
import { Card } from '../../ui/card.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { Tag } from '../../ui/tag.ts';
import { translator } from '../../ui/translator.ts';
import { ClassStore } from '../class/class-store.ts';
import { standingLook } from '../class-look.ts';

/** One learner in one class: the figures of his own record, as the institution sees them. */
@Component({
  selector: 'mj-learner-page',
  imports: [
    Card,
    CourseTable,
    DaysCard,
    EmptyState,
    Icon,
    LoadState,
    MomentPipe,
    PageHeader,
    RecordFigures,
    RefusalList,
    RouterLink,
    Tag,
    TranslocoDirective,
  ],
  templateUrl: './learner-page.html',
  styleUrl: './learner-page.scss',
})
export class LearnerPage {
  private readonly translate = translator();
  protected readonly store = inject(ClassStore);

  /** From the address. */
  readonly enrolmentId = input.required<string>();
  readonly days = input<string>();

  protected readonly look = standingLook;
  protected readonly loaded = load(learningRoutes.enrolmentRecord, () => ({
    params: { classId: this.store.current().id, enrolmentId: this.enrolmentId() },
  }));
  protected readonly span = computed(() => spanOf(this.days()));
  protected readonly heading = computed(() => {
    const learner = this.loaded.value()?.learner;
    return learner
      ? this.translate('classes.record.of', {
          name: learner.maskedName,
          number: learner.rosterNumber,
        })
      : this.translate('classes.record.title');
  });

  constructor() {
    inject(PageTitle).follow(() => this.heading());
  }

  protected today(asOf: string): string {
    return localDay(Date.parse(asOf));
  }

  protected print(): void {
    window.print();
  }
}
