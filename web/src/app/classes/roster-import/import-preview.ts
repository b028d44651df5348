import { Component, computed, inject, input, signal } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { RosterImport } from '@minjiang/shared/classes';
import { Icon } from '../../ui/icon.ts';
import { MaskedText } from '../../ui/masked-text.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { Tag } from '../../ui/tag.ts';
import { csvOf, faultsOf, rowsShown } from './import-rules.ts';

/** What an import would do: every row of the file, and every fault by row and column. */
@Component({
  selector: 'mj-import-preview',
  imports: [Icon, MaskedText, TableFrame, Tag, TranslocoDirective],
  templateUrl: './import-preview.html',
  styleUrl: './import-preview.scss',
})
export class ImportPreview {
  private readonly texts = inject(TranslocoService);
  readonly of = input.required<RosterImport>();
  /** Page of the table, from the address. */
  readonly page = input(1);
  protected readonly badOnly = signal(false);
  protected readonly faults = computed(() => faultsOf(this.of().rows));
  protected readonly shown = computed(() => rowsShown(this.of(), this.badOnly(), this.page()));

  /** The list of faults as a file, to mend the roster by. */
  protected download(): void {
    const say = (key: string) => this.texts.translate<string>(`classes.${key}`);
    const lines = this.faults().map(({ row, column, code }) => [
      row,
      say(`columns.${column}`),
      say(`faults.${code}`),
    ]);
    const heading = ['import.row', 'import.column', 'import.fault'].map(say);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([csvOf([heading, ...lines])], { type: 'text/csv' }));
    link.download = say('import.faults-file');
    link.click();
    URL.revokeObjectURL(link.href);
  }
}
