import { Component, inject, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatSnackBar } from '@angular/material/snack-bar';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { identityRoutes, type RoomRow } from '@minjiang/shared/identity';
import { Api } from '../../api/api.ts';
import { load } from '../../api/loaded.ts';
import { asProblem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { confirmed } from '../../ui/confirm-dialog.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { askRoomName } from './room-dialog.ts';

/** The rooms of the own training centre: add one, call it otherwise, close one that is empty. */
@Component({
  selector: 'mj-rooms-page',
  imports: [EmptyState, Icon, LoadState, PageHeader, RouterLink, TranslocoDirective],
  templateUrl: './rooms-page.html',
  styles: `
    .list {
      padding: 0;
    }
    @media (max-width: 700px) {
      .list {
        padding: 0 var(--s3);
      }
    }
  `,
})
export class RoomsPage {
  private readonly api = inject(Api);
  private readonly dialog = inject(MatDialog);
  private readonly messages = inject(MatSnackBar);
  private readonly texts = inject(TranslocoService);
  private readonly problems = inject(ProblemTexts);
  protected readonly fault = signal<string | undefined>(undefined);
  protected readonly rooms = load(identityRoutes.listRooms, () => ({}));

  protected async add(): Promise<void> {
    const name = await askRoomName(this.dialog, '');
    if (name === undefined) return;
    await this.act('add', name, () => this.api.call(identityRoutes.createRoom, { body: { name } }));
  }

  protected async rename({ id: roomId, name: old }: RoomRow): Promise<void> {
    const name = await askRoomName(this.dialog, old);
    if (name === undefined || name === old) return;
    const call = () => this.api.call(identityRoutes.renameRoom, { params: { roomId }, body: { name } });
    await this.act('rename', name, call);
  }

  protected async close({ id: roomId, name }: RoomRow): Promise<void> {
    const heading = this.say('close-heading', name);
    const question = { heading, text: this.say('close-text', name), confirm: this.say('close', name) };
    if (!(await confirmed(this.dialog, { ...question, danger: true }))) return;
    await this.act('close', name, () => this.api.call(identityRoutes.closeRoom, { params: { roomId } }));
  }

  private async act(
    what: 'add' | 'rename' | 'close',
    name: string,
    how: () => Promise<unknown>,
  ): Promise<void> {
    this.fault.set(undefined);
    try {
      await how();
      this.messages.open(this.say(`${what}-done`, name), undefined, { duration: 4000 });
    } catch (thrown) {
      this.fault.set(this.problems.of(asProblem(thrown)));
    }
    this.rooms.reload();
  }

  private say(key: string, name: string): string {
    return this.texts.translate<string>(`ops.rooms.${key}`, { name });
  }
}
