import { Component, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../../ui/icon.ts';

/** A button that adds a part to an outline. */
@Component({
  selector: 'mj-add-part',
  imports: [Icon, TranslocoDirective],
  template: `<button
    class="btn"
    type="button"
    [class.primary]="look() === 'primary'"
    [class.quiet]="look() === 'quiet'"
    (click)="added.emit()"
    *transloco="let t; prefix: 'catalog.outline'"
  >
    <mj-icon name="plus" />{{ t('add-' + part()) }}
  </button>`,
})
export class AddPart {
  readonly part = input.required<'course' | 'chapter' | 'video' | 'image-text'>();
  readonly look = input<'plain' | 'primary' | 'quiet'>('plain');
  readonly added = output();
}
