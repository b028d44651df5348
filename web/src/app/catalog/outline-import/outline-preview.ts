import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { OutlineCheck } from '@minjiang/shared/catalog';
import { Icon } from '../../ui/icon.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { Tag } from '../../ui/tag.ts';
import { rowsShown } from './outline-rules.ts';

/** The lessons that a file would become, or those with faults, by pages. */
@Component({
  selector: 'mj-outline-preview',
  imports: [Icon, TableFrame, Tag, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'catalog.outline-import'">
      <mj-table-frame [of]="shown()" [label]="t('preview')">
        <table class="table">
          <thead>
            <tr>
              <th scope="col" class="number">{{ t('row') }}</th>
              <th scope="col">{{ t('columns.course') }}</th>
              <th scope="col">{{ t('columns.chapter') }}</th>
              <th scope="col">{{ t('columns.lesson') }}</th>
              <th scope="col">{{ t('columns.kind') }}</th>
              <th scope="col" class="number">{{ t('columns.minutes') }}</th>
              <th scope="col">{{ t('columns.asset') }}</th>
              <th scope="col">{{ t('outcome') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (row of shown().items; track row.row) {
              <tr>
                <td class="number muted">{{ row.row }}</td>
                <td>{{ row.course }}</td>
                <td>{{ row.chapter }}</td>
                <td>{{ row.lesson }}</td>
                <td class="nowrap">{{ row.kind ? t('kinds.' + row.kind) : '' }}</td>
                <td class="number">{{ row.minutes }}</td>
                <td>{{ row.asset }}</td>
                <td class="outcome">
                  @if (row.faults.length === 0) {
                    <mj-tag tone="ok" icon="check">{{ t('good') }}</mj-tag>
                  } @else {
                    @for (fault of row.faults; track $index) {
                      <span class="fault"
                        ><mj-icon name="alert" />{{
                          t('fault-in', {
                            column: t('columns.' + fault.column),
                            fault: t('faults.' + fault.code),
                          })
                        }}</span
                      >
                    }
                  }
                </td>
              </tr>
            }
          </tbody>
        </table>
      </mj-table-frame>
    </ng-container>
  `,
  styles: `
    td {
      min-width: 5em;
      overflow-wrap: anywhere;
    }
    .outcome {
      min-width: 14em;
    }
    .fault {
      display: flex;
      gap: var(--s2);
      color: var(--accent);
    }
  `,
})
export class OutlinePreview {
  readonly of = input.required<OutlineCheck>();
  /** From the address. */
  readonly page = input<string>();
  protected readonly shown = computed(() => rowsShown(this.of().rows, this.page()));
}
