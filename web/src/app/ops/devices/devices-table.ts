import { Component, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { DeviceRow } from '@minjiang/shared/identity';
import { MomentPipe } from '../../ui/durations.ts';
import { Icon } from '../../ui/icon.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { Tag } from '../../ui/tag.ts';
import { deviceLook, storeLook } from './device-look.ts';

export interface DevicesFound {
  readonly items: readonly DeviceRow[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
}

/** What the administrator wants to decide about a machine. */
export interface Decided {
  readonly row: DeviceRow;
  readonly decision: 'release' | 'remove';
}

/** Machines by room; one that is held says why, and what there is to do, in a row below it. */
@Component({
  selector: 'mj-devices-table',
  imports: [Icon, MomentPipe, TableFrame, Tag, TranslocoDirective],
  templateUrl: './devices-table.html',
  styleUrl: './devices-table.scss',
})
export class DevicesTable {
  readonly of = input.required<DevicesFound>();
  readonly loading = input(false);
  readonly decided = output<Decided>();
  /** One is to stand elsewhere, or to be called otherwise. */
  readonly placed = output<DeviceRow>();
  protected readonly look = deviceLook;
  protected readonly stores = storeLook;
}
