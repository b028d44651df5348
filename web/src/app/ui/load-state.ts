import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Loaded } from '../api/loaded.ts';
import { isBusy } from '../api/busy.ts';
import { ProblemTexts } from '../api/problem-texts.ts';
import { Icon } from './icon.ts';

/**
 * What stands where content will be: a skeleton while it loads, or what went wrong, with a way to try again.
 * `@if (page.value(); as it) {…} @else {<mj-load-state [of]="page" />}`
 */
@Component({
  selector: 'mj-load-state',
  imports: [Icon, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (crowded()) {
        <div class="notice crowded" role="status">
          <mj-icon name="clock" />
          <div class="stack tight">
            <strong>{{ t('ui.load.crowded') }}</strong>
            <span>{{ t('ui.load.crowded-wait') }}</span>
          </div>
        </div>
      } @else if (sentence(); as text) {
        <div class="notice bad" role="alert">
          <mj-icon name="alert" />
          <div class="stack tight">
            <strong>{{ t('ui.load.failed') }}</strong>
            <span>{{ text }}</span>
            <div>
              <button class="btn" type="button" (click)="of().reload()">{{ t('ui.load.retry') }}</button>
            </div>
          </div>
        </div>
      } @else {
        <div class="skeleton" role="status">
          <span class="visually-hidden">{{ t('ui.load.busy') }}</span>
          @for (width of widths(); track $index) {
            <i [style.width.%]="width"></i>
          }
        </div>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
    }
    .skeleton {
      display: grid;
      gap: var(--s4);
      padding: var(--s5);
      border: 1px solid var(--line);
      border-radius: var(--round);
      background: var(--card);
    }
    i {
      height: var(--text);
      border-radius: 6px;
      background: var(--well);
      animation: breathe 1.4s ease-in-out infinite alternate;
    }
    @keyframes breathe {
      to {
        background: #e2dfd6;
      }
    }
  `,
})
export class LoadState {
  private readonly texts = inject(ProblemTexts);
  readonly of = input.required<Loaded<unknown>>();
  readonly lines = input(4);
  /** Said until the next answer is there, so that it does not flicker with every try. */
  protected readonly crowded = linkedSignal<{ busy: boolean; loading: boolean }, boolean>({
    source: () => {
      const problem = this.of().problem();
      return { busy: problem !== undefined && isBusy(problem), loading: this.of().loading() };
    },
    computation: ({ busy, loading }, former) => busy || (loading && (former?.value ?? false)),
  });
  protected readonly sentence = computed(() => {
    const problem = this.of().problem();
    return problem && !this.of().loading() ? this.texts.of(problem) : undefined;
  });
  protected readonly widths = computed(() =>
    Array.from({ length: this.lines() }, (_, i) => [42, 88, 76, 64][i % 4]),
  );
}
