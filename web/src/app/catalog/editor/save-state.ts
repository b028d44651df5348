import { Component, computed, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { localOffsetMs } from '@minjiang/shared/kernel';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { Icon } from '../../ui/icon.ts';
import { DraftStore } from './draft-store.ts';

/** Whether what was typed is safe: always on the page, told to screen readers when it changes. */
@Component({
  selector: 'mj-save-state',
  imports: [Icon, TranslocoDirective],
  template: `
    <span class="row small" role="status" *transloco="let t; prefix: 'catalog.editor'">
      @switch (store.state()) {
        @case ('saved') {
          <mj-icon name="check" class="ok" />{{ t('saved', { time: time() }) }}
        }
        @case ('saving') {
          {{ t('saving') }}
        }
        @case ('blocked') {
          <mj-icon name="alert" class="alert-text" /><span class="alert-text">{{
            t('blocked.' + store.blocked()[0]?.code, { name: store.blocked()[0]?.name })
          }}</span>
        }
        @case ('held') {
          <mj-icon name="alert" class="alert-text" /><span class="alert-text">{{ t('held') }}</span>
        }
        @case ('conflict') {
          <mj-icon name="alert" class="alert-text" /><span class="alert-text">{{ t('conflict-short') }}</span>
        }
        @case ('failed') {
          <mj-icon name="alert" class="alert-text" /><span class="alert-text"
            >{{ t('failed') }} {{ why() }}</span
          >
          <button class="btn quiet" type="button" (click)="store.flush()">{{ t('retry') }}</button>
        }
        @case ('read') {
          @if (store.writable()) {
            <span class="muted">{{ t('autosave') }}</span>
          } @else {
            <mj-icon name="lock" />{{ t('read-only') }}
          }
        }
      }
    </span>
  `,
  styles: `
    .row {
      gap: var(--s2);
    }
    .ok {
      color: var(--primary);
    }
  `,
})
export class SaveState {
  private readonly problems = inject(ProblemTexts);
  protected readonly store = inject(DraftStore);
  protected readonly time = computed(() => {
    const at = this.store.savedAt();
    return at ? new Date(at.getTime() + localOffsetMs).toISOString().slice(11, 19) : '';
  });
  protected readonly why = computed(() => {
    const problem = this.store.problem();
    return problem ? this.problems.of(problem) : '';
  });
}
