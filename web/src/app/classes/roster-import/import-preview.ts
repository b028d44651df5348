import { Component, computed, inject, input } from '@angular/core';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ImportRow, RosterImport } from '@minjiang/shared/classes';
import type { Page } from '@minjiang/shared/kernel';
import { Icon } from '../../ui/icon.ts';
import { MaskedText } from '../../ui/masked-text.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { Tag } from '../../ui/tag.ts';

/** What an import would do with each row, by pages; every fault with its row and column, and a marked copy of the file. */
@Component({
  selector: 'mj-import-preview',
  imports: [Icon, MaskedText, RouterLink, TableFrame, Tag, TranslocoDirective],
  templateUrl: './import-preview.html',
  styleUrl: './import-preview.scss',
})
export class ImportPreview {
  protected readonly route = inject(ActivatedRoute);
  readonly of = input.required<RosterImport>();
  readonly rows = input.required<Page<ImportRow>>();
  readonly shown = input.required<'all' | 'faulty'>();
  readonly loading = input(false);
  /** Address of the marked copy. */
  readonly copy = input.required<string>();
  protected readonly choices = computed(() => [
    { show: 'faulty' as const, count: this.of().bad },
    { show: 'all' as const, count: this.of().bad + this.of().good },
  ]);
}
