import { NgTemplateOutlet } from '@angular/common';
import { afterRenderEffect, Component, computed, ElementRef, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { LearnerClass } from '@minjiang/shared/learning';
import { ClockPipe, WordsPipe } from '../../ui/durations.ts';
import { Icon } from '../../ui/icon.ts';
import { LessonMark } from '../lesson-mark.ts';

type Course = LearnerClass['courses'][number];

/** Chapters and lessons with a mark for each: not begun, part, done. */
@Component({
  selector: 'mj-chapter-list',
  imports: [ClockPipe, Icon, LessonMark, NgTemplateOutlet, RouterLink, TranslocoDirective, WordsPipe],
  templateUrl: './chapter-list.html',
  styleUrl: './chapter-list.scss',
})
export class ChapterList {
  readonly courses = input.required<readonly Course[]>();
  readonly enrolmentId = input.required<string>();
  /** The lesson one is at. */
  readonly lessonId = input<string>();
  /** Whether lessons lead to the player; a class that is not open is only looked at. */
  readonly studiable = input(true);
  private readonly at = computed(() => (this.courses().length > 0 ? this.lessonId() : undefined));

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    // In a list that scrolls by itself, the lesson one is at is brought into sight.
    afterRenderEffect(() => {
      const frame = host.parentElement;
      const line = this.at() ? host.querySelector<HTMLElement>('.on') : null;
      if (!frame || !line || frame.scrollHeight <= frame.clientHeight) return;
      const above = line.getBoundingClientRect().top - frame.getBoundingClientRect().top;
      frame.scrollTop += above - frame.clientHeight / 3;
    });
  }
}
