import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { DesktopShell } from '../../shell/desktop/desktop-shell.ts';
import { Icon } from '../../ui/icon.ts';

/** In the client, while its machine is not enrolled: says so, and leads to where it is done. */
@Component({
  selector: 'mj-machine-notice',
  imports: [Icon, RouterLink, TranslocoDirective],
  template: `
    @if (missing()) {
      <div class="notice" *transloco="let t; prefix: 'identity.machine'">
        <mj-icon name="info" />
        <span
          >{{ t('not-enrolled') }} <a routerLink="/machine">{{ t('to-machine') }}</a></span
        >
      </div>
    }
  `,
})
export class MachineNotice {
  private readonly facts = inject(DesktopShell).facts;
  protected readonly missing = computed(() => this.facts()?.machine.deviceId === null);
}
