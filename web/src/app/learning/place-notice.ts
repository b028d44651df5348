import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { evidenceOf, lackOf, type Evidence } from '@minjiang/shared/learning';
import { DesktopShell } from '../shell/desktop/desktop-shell.ts';
import { Icon } from '../ui/icon.ts';

/** Says where a programme is to be studied, to who could not study it here; else nothing. */
@Component({
  selector: 'mj-place-notice',
  imports: [Icon, TranslocoDirective],
  template: `
    @if (lack(); as why) {
      <p class="notice warn" *transloco="let t">
        <mj-icon name="info" /><span>{{ t('problems.codes.' + why) }}</span>
      </p>
    }
  `,
})
export class PlaceNotice {
  readonly least = input.required<Evidence>();
  private readonly desktop = inject(DesktopShell);

  /** A machine that is not enrolled vouches for no more than a browser. */
  protected readonly lack = computed(() => {
    const facts = this.desktop.facts();
    return lackOf(evidenceOf(facts?.machine.deviceId ? facts.mode : 'web'), this.least());
  });
}
