import { Component, computed, inject, input, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatSnackBar } from '@angular/material/snack-bar';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { type DeviceRow, deviceState, identityRoutes, placeName } from '@minjiang/shared/identity';
import { Api } from '../../api/api.ts';
import { load } from '../../api/loaded.ts';
import { asProblem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { confirmed } from '../../ui/confirm-dialog.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { type Decided, DevicesTable } from './devices-table.ts';
import { makeCode } from './code-dialog.ts';
import { askPlace } from '../rooms/place-dialog.ts';

/** The machines of the own training centre: enrol one by a code, decide about those that are held. */
@Component({
  selector: 'mj-devices-page',
  imports: [DevicesTable, EmptyState, Icon, LoadState, PageHeader, RouterLink, TranslocoDirective],
  templateUrl: './devices-page.html',
  styles: `
    .steps {
      text-align: start;
    }
  `,
})
export class DevicesPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly dialog = inject(MatDialog);
  private readonly messages = inject(MatSnackBar);
  private readonly texts = inject(TranslocoService);
  private readonly problems = inject(ProblemTexts);
  /** From the address. */
  readonly state = input<string>();
  readonly room = input<string>();
  readonly page = input<string>();

  protected readonly states = deviceState.options;
  protected readonly filtered = computed(() => Boolean(this.state() ?? this.room()));
  protected readonly fault = signal<string | undefined>(undefined);
  protected readonly devices = load(identityRoutes.listDevices, () => ({
    query: {
      page: Number(this.page() ?? 1),
      state: deviceState.safeParse(this.state()).data,
      room: placeName.safeParse(this.room()).data,
    },
  }));
  /** Rooms to choose from, with the one of the address, which may have lost its last machine. */
  protected readonly rooms = computed(() => {
    const rooms = this.devices.value()?.rooms ?? [];
    const chosen = this.room();
    return chosen && !rooms.includes(chosen) ? [chosen, ...rooms] : rooms;
  });

  protected filter(part: { state?: string | null; room?: string | null }): void {
    void this.router.navigate([], { queryParams: { ...part, page: null }, queryParamsHandling: 'merge' });
  }

  protected async enrol(): Promise<void> {
    await makeCode(this.dialog, this.devices.value()?.rooms ?? [], this.room() ?? '');
    this.devices.reload();
  }

  protected async decide({ row, decision }: Decided): Promise<void> {
    const say = (key: string) =>
      this.texts.translate<string>(`ops.devices.${decision}${key}`, { name: row.name, room: row.room });
    const danger = decision === 'remove';
    const question = { heading: say('-heading'), text: say('-text'), confirm: say(''), danger };
    if (!(await confirmed(this.dialog, question))) return;
    this.fault.set(undefined);
    try {
      const params = { deviceId: row.id };
      await this.api.call(identityRoutes.decideDevice, { params, body: { decision } });
      this.messages.open(say('-done'), undefined, { duration: 4000 });
    } catch (thrown) {
      this.fault.set(this.problems.of(asProblem(thrown)));
    }
    this.refresh();
  }

  protected async place({ id: deviceId, room, name }: DeviceRow): Promise<void> {
    const place = await askPlace(this.dialog, { room, name, rooms: this.devices.value()?.rooms ?? [] });
    if (!place) return;
    this.fault.set(undefined);
    try {
      await this.api.call(identityRoutes.placeDevice, { params: { deviceId }, body: place });
      const done = this.texts.translate<string>('ops.rooms.place-done', place);
      this.messages.open(done, undefined, { duration: 4000 });
    } catch (thrown) {
      this.fault.set(this.problems.of(asProblem(thrown)));
    }
    this.devices.reload();
  }

  /** The last machine of a page takes the page with it. */
  private refresh(): void {
    const found = this.devices.value();
    if (found && found.page > 1 && found.items.length === 1)
      void this.router.navigate([], {
        queryParams: { page: found.page - 1 },
        queryParamsHandling: 'merge',
      });
    else this.devices.reload();
  }
}
