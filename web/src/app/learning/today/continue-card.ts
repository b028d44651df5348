import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { AnswerOf } from '@minjiang/shared/kernel';
import type { learningRoutes } from '@minjiang/shared/learning';
import { ClockPipe, WordsPipe } from '../../ui/durations.ts';
import { Icon } from '../../ui/icon.ts';
import { ProgressBar } from '../../ui/progress-bar.ts';
import { PlaceNotice } from '../place-notice.ts';

/** Where to go on. */
export type Next = NonNullable<AnswerOf<typeof learningRoutes.myToday>['continue']>;

/** The one next step: which lesson, where it belongs, how long it still takes, and the button that begins it. */
@Component({
  selector: 'mj-continue-card',
  imports: [ClockPipe, Icon, PlaceNotice, ProgressBar, RouterLink, TranslocoDirective, WordsPipe],
  host: { class: 'card' },
  template: `
    <ng-container *transloco="let t">
      @let lesson = next().lesson;
      <p class="small muted">{{ t('learning.today.' + (begun() ? 'continue' : 'begin')) }}</p>
      <h2>{{ lesson.name }}</h2>
      <p class="muted">{{ next().courseName }} · {{ next().className }}</p>
      <mj-place-notice [least]="next().leastEvidence" />
      <div class="row foot">
        <a class="btn primary" [routerLink]="['/study', next().enrolmentId, lesson.lessonId]">
          <mj-icon name="play" />{{ t('learning.today.' + (begun() ? 'go' : 'start')) }}
        </a>
        <span class="strong">{{
          t('learning.today.' + (begun() ? 'left' : 'takes'), { time: next().leftMs | words })
        }}</span>
      </div>
      <mj-progress-bar
        [value]="lesson.creditedMs"
        [max]="lesson.durationMs"
        [label]="t('learning.strip.lesson')"
      />
      <p class="small muted">
        {{
          t('learning.today.credited', {
            credited: lesson.creditedMs | clock,
            length: lesson.durationMs | clock,
          })
        }}
      </p>
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: var(--s2);
      padding: var(--s6);
    }
    h2 {
      font-size: var(--h1);
      line-height: var(--h1-line);
    }
    .foot {
      margin: var(--s5) 0 var(--s4);
      gap: var(--s3) var(--s5);
    }
    .btn {
      min-height: calc(var(--target) + var(--s2));
      padding-inline: var(--s6);
    }
    @media (max-width: 600px) {
      :host {
        padding: var(--s5) var(--s4);
      }
      .btn {
        width: 100%;
      }
    }
  `,
})
export class ContinueCard {
  readonly next = input.required<Next>();
  protected readonly begun = computed(() => this.next().lesson.state !== 'not-begun');
}
