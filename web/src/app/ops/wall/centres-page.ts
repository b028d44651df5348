import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { identityRoutes } from '@minjiang/shared/identity';
import { load } from '../../api/loaded.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { regionKey } from '../regions.ts';

/** Every training centre and how its machines are; each leads to its wall. */
@Component({
  selector: 'mj-centres-page',
  imports: [EmptyState, LoadState, PageHeader, RouterLink, TableFrame, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'ops.centres'">
      <mj-page-header [heading]="t('title')" />
      @if (centres.value(); as found) {
        @if (found.total > 0) {
          <mj-table-frame [of]="found" [label]="t('title')" [loading]="centres.loading()">
            <table class="table stacked">
              <thead>
                <tr>
                  <th scope="col">{{ t('name') }}</th>
                  <th scope="col">{{ t('region') }}</th>
                  <th scope="col" class="number">{{ t('rooms') }}</th>
                  <th scope="col" class="number">{{ t('machines') }}</th>
                  <th scope="col" class="number">{{ t('reachable') }}</th>
                  <th scope="col" class="number">{{ t('held') }}</th>
                  <th scope="col" class="number">{{ t('locked') }}</th>
                </tr>
              </thead>
              <tbody>
                @for (row of found.items; track row.id) {
                  <tr>
                    <th scope="row">
                      <a [routerLink]="['/centres', row.id, 'wall']">{{ row.name }}</a>
                    </th>
                    <td [attr.data-label]="t('region')">{{ regionOf(row.regionCode) }}</td>
                    <td class="number" [attr.data-label]="t('rooms')">{{ row.rooms }}</td>
                    <td class="number" [attr.data-label]="t('machines')">{{ row.machines }}</td>
                    <td class="number" [attr.data-label]="t('reachable')">{{ row.reachable }}</td>
                    <td class="number" [attr.data-label]="t('held')">{{ row.held }}</td>
                    <td class="number" [attr.data-label]="t('locked')">{{ row.locked }}</td>
                  </tr>
                }
              </tbody>
            </table>
          </mj-table-frame>
        } @else {
          <mj-empty-state icon="building" [heading]="t('none')" [text]="t('none-text')" />
        }
      } @else {
        <mj-load-state [of]="centres" />
      }
    </ng-container>
  `,
})
export class CentresPage {
  private readonly texts = inject(TranslocoService);
  /** From the address. */
  readonly page = input<string>();
  protected readonly centres = load(identityRoutes.listCentres, () => ({
    query: { page: Number(this.page() ?? 1) },
  }));

  protected regionOf(code: string): string {
    const key = regionKey(code);
    return key === undefined ? code : this.texts.translate<string>(key);
  }
}
