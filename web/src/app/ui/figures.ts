import { Component, input } from '@angular/core';

export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly note?: string | undefined;
}

/** The few numbers that matter on a page, each under its name. */
@Component({
  selector: 'mj-figures',
  template: `
    <dl>
      @for (figure of figures(); track figure.label) {
        <div>
          <dt class="muted">{{ figure.label }}</dt>
          <dd class="figure">{{ figure.value }}</dd>
          @if (figure.note; as note) {
            <dd class="small muted">{{ note }}</dd>
          }
        </div>
      }
    </dl>
  `,
  styles: `
    dl {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s3) var(--s6);
      margin: 0;
    }
    dd {
      margin: 0;
      /* A duration breaks between hours and minutes, if it must. */
      word-break: keep-all;
      text-wrap: balance;
    }
    @media (max-width: 600px) {
      :host {
        flex: 1 0 100%;
      }
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(8.5em, 1fr));
        gap: var(--s3) var(--s4);
      }
    }
  `,
})
export class Figures {
  readonly figures = input.required<readonly Figure[]>();
}
