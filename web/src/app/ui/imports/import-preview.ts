import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, contentChild, inject, input } from '@angular/core';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { ImportView } from '@minjiang/shared/kernel';
import { localeOf } from '../../texts/texts.ts';
import { MomentPipe } from '../durations.ts';
import { Icon } from '../icon.ts';
import { LoadState } from '../load-state.ts';
import { TableFrame } from '../table-frame.ts';
import { Tag } from '../tag.ts';
import { ImportCells } from './import-cells.ts';
import type { RowsLoaded } from './import-row.ts';
import type { Importing } from './importing.ts';

/**
 * What an import would do with each row, by pages; every fault with its row and column, and a marked copy of the file.
 * Projected are `[counts]`, a form if there is one, `[accept]`, and the cells of a row.
 */
@Component({
  selector: 'mj-import-preview',
  imports: [Icon, LoadState, MomentPipe, NgTemplateOutlet, RouterLink, TableFrame, Tag, TranslocoDirective],
  templateUrl: './import-preview.html',
  styleUrl: './import-preview.scss',
})
export class ImportPreview {
  private readonly language = inject(TranslocoService);
  protected readonly route = inject(ActivatedRoute);
  readonly state = input.required<Importing>();
  readonly of = input.required<ImportView>();
  readonly rows = input.required<RowsLoaded>();
  /** Columns of the table, and those that are numbers. */
  readonly columns = input.required<readonly string[]>();
  readonly numbers = input<readonly string[]>([]);
  /** Where the texts of its columns and faults are. */
  readonly texts = input.required<string>();
  /** Address of the marked copy. */
  readonly copy = input.required<string>();
  /** Whether it can be accepted; `[accept]` is projected then. */
  readonly accepts = input.required<boolean>();
  /** What becomes of rows with faults. */
  readonly hint = input('');
  protected readonly cells = contentChild.required(ImportCells);
  protected readonly copyAddress = computed(
    () => `${this.copy()}?locale=${localeOf(this.language.getActiveLang())}`,
  );
  protected readonly choices = computed(() => [
    { show: 'faulty' as const, count: this.of().bad },
    { show: 'all' as const, count: this.of().bad + this.of().good },
  ]);
}
