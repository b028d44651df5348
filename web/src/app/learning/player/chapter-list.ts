import { NgTemplateOutlet } from '@angular/common';
import { Component, input } from '@angular/core';
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
}
