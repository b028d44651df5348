import { Component, inject, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { type DeviceRow, identityRoutes } from '@minjiang/shared/identity';
import { Api } from '../../api/api.ts';
import { load } from '../../api/loaded.ts';
import { asProblem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { confirmed } from '../../ui/confirm-dialog.ts';
import { MomentPipe } from '../../ui/durations.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { Tag } from '../../ui/tag.ts';

/** A learner's own machines, which can be removed here; they are enrolled by the program that runs on them. */
@Component({
  selector: 'mj-my-devices-card',
  imports: [Icon, LoadState, MomentPipe, Tag, TranslocoDirective],
  templateUrl: './my-devices-card.html',
  styles: `
    ul {
      padding: 0;
      list-style: none;
    }
    li {
      padding: var(--s3) 0;
      border-top: 1px solid var(--line);
    }
    strong + mj-tag {
      margin-inline-start: var(--s2);
    }
  `,
})
export class MyDevicesCard {
  private readonly api = inject(Api);
  private readonly dialog = inject(MatDialog);
  private readonly texts = inject(TranslocoService);
  private readonly problems = inject(ProblemTexts);
  protected readonly mine = load(identityRoutes.myDevices);
  protected readonly fault = signal<string | undefined>(undefined);

  protected async remove({ id, name }: DeviceRow): Promise<void> {
    const say = (key: string) => this.texts.translate<string>(`identity.devices.${key}`, { name });
    const question = { heading: say('remove-heading'), text: say('remove-text'), confirm: say('remove') };
    if (!(await confirmed(this.dialog, { ...question, danger: true }))) return;
    this.fault.set(undefined);
    try {
      await this.api.call(identityRoutes.removeMyDevice, { params: { deviceId: id } });
    } catch (thrown) {
      this.fault.set(this.problems.of(asProblem(thrown)));
    }
    this.mine.reload();
  }
}
