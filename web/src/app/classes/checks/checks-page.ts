import { Component, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { integrityRoutes } from '@minjiang/shared/integrity';
import { load } from '../../api/loaded.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { LoadState } from '../../ui/load-state.ts';
import { pageIn } from '../../ui/page-in.ts';
import { ClassHeader } from '../class/class-header.ts';
import { ClassStore } from '../class/class-store.ts';
import { ChecksTable } from './checks-table.ts';

/** Checks of each learner of a class: who needs a word before hours are lost. */
@Component({
  selector: 'mj-class-checks-page',
  imports: [ChecksTable, ClassHeader, EmptyState, LoadState, TranslocoDirective],
  template: `
    <mj-class-header />
    <div class="stack near" *transloco="let t; prefix: 'classes.checks'">
      @if (checks.value(); as found) {
        @if (found.total > 0) {
          <p class="small muted">{{ t('lead') }}</p>
          <mj-class-checks-table [of]="found" [classId]="store.current().id" [loading]="checks.loading()" />
        } @else {
          <mj-empty-state icon="shield" [heading]="t('none')" [text]="t('none-text')" />
        }
      } @else {
        <mj-load-state [of]="checks" />
      }
    </div>
  `,
})
export class ClassChecksPage {
  protected readonly store = inject(ClassStore);
  /** From the address. */
  readonly page = input<string>();
  protected readonly checks = load(integrityRoutes.classChecks, () => ({
    params: { classId: this.store.current().id },
    query: { page: pageIn(this.page()) },
  }));
}
