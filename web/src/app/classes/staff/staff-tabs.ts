import { Component, computed } from '@angular/core';
import { Tabs } from '../../ui/tabs.ts';
import { translator } from '../../ui/translator.ts';

/** Ways between what an employer sees of his staff. */
@Component({
  selector: 'mj-staff-tabs',
  imports: [Tabs],
  template: `<mj-tabs [label]="label()" [tabs]="tabs()" />`,
})
export class StaffTabs {
  private readonly translate = translator();
  protected readonly label = computed(() => this.translate('classes.staff.parts'));
  protected readonly tabs = computed(() => [
    { text: this.translate('classes.staff.title'), link: '/staff', exact: true },
    { text: this.translate('classes.attendance.title'), link: '/staff/attendance' },
  ]);
}
