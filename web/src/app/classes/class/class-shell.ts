import { Component, effect, inject, input, untracked } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { ClassStore } from './class-store.ts';

/** Holds one training class for the pages under its address. */
@Component({
  selector: 'mj-class-shell',
  imports: [LoadState, PageHeader, RouterOutlet, TranslocoDirective],
  providers: [ClassStore],
  template: `
    @if (store.known()) {
      <router-outlet />
    } @else {
      <ng-container *transloco="let t; prefix: 'classes'">
        <mj-page-header [heading]="t('one')" [crumbs]="[{ text: t('title'), link: '/classes' }]" />
        <mj-load-state [of]="store.loaded" />
      </ng-container>
    }
  `,
})
export class ClassShell {
  protected readonly store = inject(ClassStore);
  readonly classId = input.required<string>();

  constructor() {
    effect(() => {
      const id = this.classId();
      untracked(() => this.store.classId.set(id));
    });
  }
}
