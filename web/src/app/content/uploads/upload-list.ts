import { Component, computed, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Problem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { confirmed } from '../../ui/confirm-dialog.ts';
import { Icon } from '../../ui/icon.ts';
import { ProgressBar } from '../../ui/progress-bar.ts';
import { sizeOf } from '../asset-words.ts';
import { percentOf, type UploadItem } from './upload-queue.ts';
import { Uploads } from './uploads.ts';

/** Files on their way: how far, pause, go on, give up. */
@Component({
  selector: 'mj-upload-list',
  imports: [Icon, ProgressBar, TranslocoDirective],
  templateUrl: './upload-list.html',
  styles: `
    ul {
      padding: 0;
      list-style: none;
    }
    li {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: var(--s1) var(--s4);
      align-items: center;
      padding: var(--s3) 0;
    }
    li + li {
      border-top: 1px solid var(--line);
    }
    .bar {
      grid-column: 1 / -1;
    }
  `,
})
export class UploadList {
  private readonly dialog = inject(MatDialog);
  private readonly texts = inject(TranslocoService);
  private readonly problems = inject(ProblemTexts);
  protected readonly uploads = inject(Uploads);
  /** What was sent is from then on an asset, and shown as one. */
  protected readonly shown = computed(() => this.uploads.items().filter(({ state }) => state !== 'done'));
  protected readonly sent = computed(
    () => this.uploads.items().findLast(({ state }) => state === 'done')?.name,
  );
  protected readonly sizeOf = sizeOf;
  protected readonly percentOf = percentOf;

  protected why(item: UploadItem): string {
    if (item.code === 'empty-file') return this.texts.translate('content.reasons.empty.what');
    if (item.code === 'unsupported-media') return this.texts.translate('content.uploads.not-media');
    return this.problems.of(new Problem({ code: item.code ?? 'fault', status: 0 }));
  }

  protected async cancel(item: UploadItem): Promise<void> {
    const say = (key: string) => this.texts.translate<string>(`content.uploads.${key}`, { name: item.name });
    const question = {
      heading: say('cancel-heading'),
      text: say('cancel-text'),
      confirm: say('cancel'),
      danger: true,
    };
    if (item.sentBytes === 0 || (await confirmed(this.dialog, question))) await this.uploads.cancel(item.key);
  }
}
