import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { AnswerOf } from '@minjiang/shared/kernel';
import type { learningRoutes } from '@minjiang/shared/learning';
import { Tag } from '../../ui/tag.ts';

type Due = AnswerOf<typeof learningRoutes.myToday>['due'];
/** From here on a deadline is marked. */
const soonDays = 7;

/** Classes with lessons left, the nearest end first. */
@Component({
  selector: 'mj-due-list',
  imports: [RouterLink, Tag, TranslocoDirective],
  template: `
    <ul *transloco="let t; prefix: 'learning.today'">
      @for (one of due(); track one.classId) {
        <li>
          <div class="grow">
            <a routerLink="/my-classes" [fragment]="'class-' + one.classId">{{ one.name }}</a>
            <p class="small muted">
              {{ t('lessons-left', { n: one.lessonsLeft }) }} · {{ t('closes', { date: one.closesOn }) }}
            </p>
          </div>
          <mj-tag [tone]="one.daysLeft <= soon ? 'warn' : 'plain'" icon="clock">{{
            one.daysLeft <= 1 ? t('last-day') : t('days-left', { n: one.daysLeft })
          }}</mj-tag>
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--s2) var(--s4);
      padding-block: var(--s3);
      border-top: 1px solid var(--line);
    }
    li:last-child {
      padding-bottom: 0;
    }
    .grow {
      flex-basis: 220px;
    }
  `,
})
export class DueList {
  readonly due = input.required<Due>();
  protected readonly soon = soonDays;
}
