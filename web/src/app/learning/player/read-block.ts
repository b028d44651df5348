import { Component, input } from '@angular/core';
import type { Block } from '@minjiang/shared/catalog';
import { Icon } from '../../ui/icon.ts';

/** One block of an image-text lesson. Its text is plain: markup in it is shown, never interpreted. */
@Component({
  selector: 'mj-read-block',
  imports: [Icon],
  template: `
    @let it = block();
    @switch (it.type) {
      @case ('heading') {
        <h2>{{ it.text }}</h2>
      }
      @case ('paragraph') {
        <p>{{ it.text }}</p>
      }
      @case ('notice') {
        <div class="notice warn">
          <mj-icon name="alert" /><span>{{ it.text }}</span>
        </div>
      }
      @case ('list') {
        @if (it.ordered) {
          <ol>
            @for (item of it.items; track $index) {
              <li>{{ item }}</li>
            }
          </ol>
        } @else {
          <ul>
            @for (item of it.items; track $index) {
              <li>{{ item }}</li>
            }
          </ul>
        }
      }
      @case ('picture') {
        <figure>
          <img [src]="pictureUrl()" [alt]="it.alt" />
          <figcaption class="small muted">{{ it.alt }}</figcaption>
        </figure>
      }
    }
  `,
  styles: `
    :host {
      display: block;
    }
    p {
      line-height: 1.8;
      white-space: pre-line;
    }
    li {
      margin-block: var(--s2);
    }
    figure {
      margin: 0;
    }
    img {
      max-width: 100%;
      border-radius: var(--round-small);
    }
  `,
})
export class ReadBlock {
  readonly block = input.required<Block>();
  readonly pictureUrl = input<string | null>(null);
}
