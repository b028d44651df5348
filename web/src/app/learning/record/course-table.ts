import { Component, computed, inject, input, signal } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { LearnerRecord } from '@minjiang/shared/learning';
import { ClassHoursPipe, TotalPipe } from '../../ui/durations.ts';
import { totalOf } from '../../ui/duration-rules.ts';
import { Icon } from '../../ui/icon.ts';
import { Tag } from '../../ui/tag.ts';
import { commonClassHour, courseState, fromManyClasses, type RecordCourse } from './course-rules.ts';
import { EvidenceWord, SupervisorWord, Unproved } from './verdict-words.ts';

type Lesson = RecordCourse['lessons'][number];

/** Courses with their figures; each unfolds its lessons, and on paper all of them are there. */
@Component({
  selector: 'mj-course-table',
  imports: [ClassHoursPipe, EvidenceWord, Icon, SupervisorWord, Tag, TotalPipe, TranslocoDirective, Unproved],
  templateUrl: './course-table.html',
  styleUrl: './course-table.scss',
})
export class CourseTable {
  private readonly texts = inject(TranslocoService);
  readonly courses = input.required<readonly RecordCourse[]>();
  readonly totals = input.required<LearnerRecord['totals']>();

  private readonly unfolded = signal<ReadonlySet<number>>(new Set());
  protected readonly minutes = computed(() => commonClassHour(this.courses()));
  private readonly manyClasses = computed(() => fromManyClasses(this.courses()));
  protected readonly rows = computed(() =>
    this.courses().map((course, at) => ({
      course,
      ...courseState(course),
      className: this.manyClasses() ? course.className : undefined,
      unfolded: this.unfolded().has(at),
    })),
  );

  protected toggle(at: number): void {
    this.unfolded.update((open) => {
      const next = new Set(open);
      if (!next.delete(at)) next.add(at);
      return next;
    });
  }

  /** `学习页面不在最前面 0:00:32`, one after the other. */
  protected reasonsOf({ refused }: Lesson): string {
    return refused
      .map(({ reason, ms }) => `${this.texts.translate(`learning.reasons.${reason}.title`)} ${totalOf(ms)}`)
      .join(' · ');
  }
}
