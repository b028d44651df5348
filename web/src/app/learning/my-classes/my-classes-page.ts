import { Component, computed, effect, inject, Injector, afterNextRender } from '@angular/core';
import { ViewportScroller } from '@angular/common';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { learningRoutes } from '@minjiang/shared/learning';
import { load } from '../../api/loaded.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { ClassCard } from './class-card.ts';
import { inOrder } from './class-figures.ts';

/** The own classes with their courses, chapters and lessons, and what was credited in each. */
@Component({
  selector: 'mj-my-classes-page',
  imports: [ClassCard, EmptyState, LoadState, PageHeader, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'learning.classes'">
      <mj-page-header [heading]="t('title')" />
      @if (sorted(); as all) {
        <div class="stack">
          @for (one of all; track one.enrolmentId) {
            <mj-class-card [of]="one" [attr.id]="'class-' + one.classId" />
          } @empty {
            <mj-empty-state icon="book" [heading]="t('none')" [text]="t('none-next')">
              <a class="btn" routerLink="/help" fragment="contact">{{ t('help') }}</a>
            </mj-empty-state>
          }
        </div>
      } @else {
        <mj-load-state [of]="classes" [lines]="8" />
      }
    </ng-container>
  `,
})
export class MyClassesPage {
  protected readonly classes = load(learningRoutes.myClasses);
  protected readonly sorted = computed(() => {
    const answer = this.classes.value();
    return answer && inOrder(answer.classes);
  });

  constructor() {
    const { fragment } = inject(ActivatedRoute).snapshot;
    const scroller = inject(ViewportScroller);
    const injector = inject(Injector);
    if (!fragment) return;
    // The router scrolls before the classes are there; the address names one of them.
    const waiting = effect(() => {
      if (!this.sorted()) return;
      waiting.destroy();
      afterNextRender(() => scroller.scrollToAnchor(fragment), { injector });
    });
  }
}
