import { Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

/** Personal data as the server masked it; said as masked, so that a screen reader does not read out stars. */
@Component({
  selector: 'mj-masked-text',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (value(); as text) {
        <span aria-hidden="true">{{ text }}</span>
        <span class="visually-hidden">{{ text.replaceAll('*', '') }} {{ t('ui.masked') }}</span>
      } @else {
        –
      }
    </ng-container>
  `,
  styles: `
    :host {
      white-space: nowrap;
    }
  `,
})
export class MaskedText {
  readonly value = input.required<string | null>();
}
