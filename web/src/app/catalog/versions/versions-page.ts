import { Component, computed, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { MomentPipe, WordsPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { SideScroll } from '../../ui/side-scroll.ts';
import { DraftStore } from '../editor/draft-store.ts';
import { ProgrammeHeader } from '../editor/programme-header.ts';

/** What was published: versions that never change. */
@Component({
  selector: 'mj-versions-page',
  imports: [EmptyState, MomentPipe, ProgrammeHeader, SideScroll, TranslocoDirective, WordsPipe],
  template: `
    <mj-programme-header />
    <ng-container *transloco="let t; prefix: 'catalog.versions'">
      @if (versions().length === 0) {
        <mj-empty-state icon="list" [heading]="t('none')" [text]="t('none-text')" />
      } @else {
        <div class="card" [mjSideScroll]="t('title')">
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{{ t('number') }}</th>
                <th scope="col">{{ t('published') }}</th>
                <th scope="col" class="number">{{ t('lessons') }}</th>
                <th scope="col" class="number">{{ t('length') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (version of versions(); track version.versionId) {
                <tr>
                  <th scope="row">{{ t('one', { n: version.number }) }}</th>
                  <td class="nowrap">{{ version.publishedAt | moment }}</td>
                  <td class="number">{{ version.lessons }}</td>
                  <td class="number">{{ version.durationMs | words }}</td>
                </tr>
              }
            </tbody>
          </table>
        </div>
        <p class="small muted">{{ t('note') }}</p>
      }
    </ng-container>
  `,
  styles: `
    .card {
      padding: 0;
      margin-bottom: var(--s3);
    }
  `,
})
export class VersionsPage {
  protected readonly store = inject(DraftStore);
  protected readonly versions = computed(() =>
    [...(this.store.programme()?.versions ?? [])].sort((a, b) => b.number - a.number),
  );
}
