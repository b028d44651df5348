import { Directive, inject, input, TemplateRef } from '@angular/core';
import type { ImportRow, RowsLoaded } from './import-row.ts';

/** The cells of one row of a preview: `<ng-template [mjImportCells]="rows" let-row><td>…</td></ng-template>`. */
@Directive({ selector: '[mjImportCells]' })
export class ImportCells<Row extends ImportRow = ImportRow> {
  /** Tells the template what its row is. */
  readonly mjImportCells = input.required<RowsLoaded<Row>>();
  readonly template = inject<TemplateRef<{ $implicit: Row }>>(TemplateRef);

  static ngTemplateContextGuard<Row extends ImportRow>(
    _cells: ImportCells<Row>,
    context: unknown,
  ): context is { $implicit: Row } {
    return context !== null;
  }
}
