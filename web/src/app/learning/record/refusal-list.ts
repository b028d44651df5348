import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { LearnerRecord } from '@minjiang/shared/learning';
import { MomentPipe, TotalPipe } from '../../ui/durations.ts';
import { Icon } from '../../ui/icon.ts';

/** Time that was not counted: how much, why, what to do, how often and when last; the most time first. */
@Component({
  selector: 'mj-refusal-list',
  imports: [Icon, MomentPipe, RouterLink, TotalPipe, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'learning'">
      @if (sorted().length > 0) {
        <ul>
          @for (one of sorted(); track one.reason) {
            <li>
              <span class="time strong" [class.calm]="one.reason === 'not-playing'">{{
                one.ms > 0 ? (one.ms | total) : t('record.event', { n: one.times })
              }}</span>
              <div class="grow">
                <p>{{ t('reasons.' + one.reason + '.title') }}</p>
                <p class="small muted">
                  @if (one.lessonName; as name) {
                    {{ t('record.where', { lesson: name }) }}
                  }
                  @if (own()) {
                    {{ t('reasons.' + one.reason + '.todo') }}
                  }
                </p>
                <p class="small muted often">
                  <span>{{ t('record.times', { n: one.times }) }}</span>
                  <span>{{ t('record.last-at', { at: one.lastAt | moment }) }}</span>
                </p>
              </div>
            </li>
          }
        </ul>
        @if (own()) {
          <p class="small no-print">
            <a routerLink="/help" fragment="reasons">{{ t('record.doubt') }}</a>
          </p>
        }
      } @else {
        <p class="fine"><mj-icon name="check" />{{ t('record.no-refused') }}</p>
      }
    </ng-container>
  `,
  styles: `
    ul {
      padding: 0;
      margin-bottom: var(--s3);
      list-style: none;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--s4);
      padding-block: var(--s3);
      border-bottom: 1px solid var(--line);
    }
    .grow {
      flex-basis: 200px;
    }
    .often {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--s4);
    }
    .time {
      flex: none;
      min-width: 4em;
      color: var(--accent);
    }
    .calm {
      color: var(--ink-2);
    }
    .fine {
      display: flex;
      gap: var(--s2);
      color: var(--primary);
    }
  `,
})
export class RefusalList {
  readonly refused = input.required<LearnerRecord['refused']>();
  /** Whether the learner himself reads it, who is told what to do. */
  readonly own = input(true);
  protected readonly sorted = computed(() => this.refused().toSorted((a, b) => b.ms - a.ms));
}
