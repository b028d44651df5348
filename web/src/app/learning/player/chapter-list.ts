import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { LearnerClass } from '@minjiang/shared/learning';
import { ClockPipe, WordsPipe } from '../../ui/durations.ts';
import { LessonMark } from '../lesson-mark.ts';

type Course = LearnerClass['courses'][number];

/** Chapters and lessons with a mark for each: not begun, part, done. */
@Component({
  selector: 'mj-chapter-list',
  imports: [ClockPipe, LessonMark, RouterLink, TranslocoDirective, WordsPipe],
  template: `
    <ng-container *transloco="let t; prefix: 'learning.lesson'">
      @for (course of courses(); track course.courseId) {
        @for (chapter of course.chapters; track $index) {
          <h3 class="small muted">{{ chapter.name }}</h3>
          <ul>
            @for (lesson of chapter.lessons; track lesson.lessonId) {
              <li>
                <a
                  [routerLink]="['/study', enrolmentId(), lesson.lessonId]"
                  [class.on]="lesson.lessonId === lessonId()"
                  [attr.aria-current]="lesson.lessonId === lessonId() ? 'true' : null"
                >
                  <mj-lesson-mark [lesson]="lesson" />
                  <span class="grow">
                    <span class="name">{{ lesson.name }}</span>
                    <span class="small muted">
                      @if (lesson.kind === 'image-text') {
                        {{ t('image-text') }} ·
                      }
                      @switch (lesson.state) {
                        @case ('done') {
                          {{ lesson.durationMs | clock }} {{ t('done') }}
                        }
                        @case ('part') {
                          {{
                            t('part', {
                              credited: lesson.creditedMs | clock,
                              left: lesson.durationMs - lesson.creditedMs | clock,
                            })
                          }}
                        }
                        @default {
                          {{ lesson.durationMs | words }}
                        }
                      }
                    </span>
                  </span>
                </a>
              </li>
            }
          </ul>
        }
      }
    </ng-container>
  `,
  styles: `
    h3 {
      padding: var(--s3) var(--s2) var(--s1);
      font-weight: 400;
    }
    ul {
      padding: 0;
      list-style: none;
    }
    a {
      display: flex;
      gap: var(--s3);
      min-height: var(--target);
      padding: 10px var(--s2);
      border-radius: 10px;
      color: inherit;
      text-decoration: none;
    }
    a:hover {
      background: var(--well);
    }
    a.on {
      background: var(--primary-soft);
    }
    .on .name {
      font-weight: 600;
    }
    .grow > span {
      display: block;
    }
  `,
})
export class ChapterList {
  readonly courses = input.required<readonly Course[]>();
  readonly enrolmentId = input.required<string>();
  readonly lessonId = input<string>();
}
