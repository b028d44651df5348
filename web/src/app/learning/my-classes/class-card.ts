import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { LearnerClass } from '@minjiang/shared/learning';
import { ClassHoursPipe, TotalPipe } from '../../ui/durations.ts';
import { Icon } from '../../ui/icon.ts';
import type { IconName } from '../../ui/icon-paths.ts';
import { ProgressBar } from '../../ui/progress-bar.ts';
import { Tag, type Tone } from '../../ui/tag.ts';
import { PlaceNotice } from '../place-notice.ts';
import { ChapterList } from '../player/chapter-list.ts';
import { figuresOf, nextIn } from './class-figures.ts';

const looks: Record<LearnerClass['state'], { tone: Tone; icon: IconName }> = {
  upcoming: { tone: 'plain', icon: 'today' },
  open: { tone: 'ok', icon: 'play' },
  finished: { tone: 'plain', icon: 'check' },
  suspended: { tone: 'warn', icon: 'pause' },
};

/** One class: what and when it is, how far one has come, and its lessons; they lead on while it is open. */
@Component({
  selector: 'mj-class-card',
  imports: [
    ChapterList,
    ClassHoursPipe,
    Icon,
    PlaceNotice,
    ProgressBar,
    RouterLink,
    Tag,
    TotalPipe,
    TranslocoDirective,
  ],
  templateUrl: './class-card.html',
  styleUrl: './class-card.scss',
  host: { class: 'card' },
})
export class ClassCard {
  readonly of = input.required<LearnerClass>();

  protected readonly look = computed(() => looks[this.of().state]);
  protected readonly figures = computed(() => figuresOf(this.of().courses));
  protected readonly next = computed(() => nextIn(this.of()));
  protected readonly courses = computed(() => {
    const nextId = this.next()?.lessonId;
    return this.of().courses.map((course) => ({
      course,
      figures: figuresOf([course]),
      unfolded: course.chapters.some(({ lessons }) => lessons.some(({ lessonId }) => lessonId === nextId)),
    }));
  });
}
