import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { MakeUp } from '@minjiang/shared/integrity';
import { WordsPipe } from '../../ui/durations.ts';
import { Tag } from '../../ui/tag.ts';

/** Time that a missed check cancelled and that may be studied again: what, how much, until when, and the way there. */
@Component({
  selector: 'mj-make-ups',
  imports: [RouterLink, Tag, TranslocoDirective, WordsPipe],
  template: `
    <ul *transloco="let t; prefix: 'learning.make-up'">
      @for (one of due(); track one.checkId + one.lessonId) {
        <li>
          <div class="grow">
            <p class="strong">{{ one.lessonName }}</p>
            <p class="small">{{ t('what', { time: one.ms | words, class: one.className }) }}</p>
          </div>
          <mj-tag tone="bad" icon="alert">{{ t('until', { date: one.dueOn }) }}</mj-tag>
          <a class="btn" [routerLink]="['/study', one.enrolmentId, one.lessonId]">{{ t('go') }}</a>
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      padding: 0;
      margin-top: var(--s3);
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
    .grow {
      flex-basis: 220px;
    }
  `,
})
export class MakeUps {
  readonly of = input.required<readonly MakeUp[]>();
  /** The nearest day first. */
  protected readonly due = computed(() =>
    this.of()
      .filter(({ state }) => state === 'due')
      .sort((a, b) => a.dueOn.localeCompare(b.dueOn)),
  );
}
