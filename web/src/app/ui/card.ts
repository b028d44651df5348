import { Component, input } from '@angular/core';

/** A framed part of a page with its own heading; what carries `slot="action"` stands beside the heading. */
@Component({
  selector: 'mj-card',
  host: { class: 'card' },
  template: `
    @if (heading(); as text) {
      <div class="row apart head">
        <h2>{{ text }}</h2>
        <ng-content select="[slot=action]" />
      </div>
    }
    <ng-content />
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    .head {
      margin-bottom: var(--s3);
    }
    @media (max-width: 600px) {
      :host {
        padding: var(--s4);
      }
    }
  `,
})
export class Card {
  readonly heading = input<string>();
}
