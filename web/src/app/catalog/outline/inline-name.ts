import {
  afterNextRender,
  Component,
  type ElementRef,
  inject,
  Injector,
  input,
  linkedSignal,
  output,
  viewChild,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../../ui/icon.ts';

/**
 * A name that is changed where it stands: Enter or leaving the field keeps it, Escape gives it up; an empty
 * name is never kept.
 */
@Component({
  selector: 'mj-inline-name',
  imports: [Icon, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'catalog.outline'">
      @if (editing()) {
        <input
          #field
          class="input"
          maxlength="100"
          [value]="name()"
          [attr.aria-label]="label()"
          (keydown.enter)="keep(field.value)"
          (keydown.escape)="giveUp()"
          (blur)="keep(field.value)"
        />
      } @else {
        <ng-content />
        @if (writable()) {
          <button
            class="btn icon-only quiet"
            type="button"
            #edit
            [attr.aria-label]="t('rename', { name: name() })"
            (click)="begin()"
          >
            <mj-icon name="edit" />
          </button>
        }
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: inline-flex;
      flex: 1 1 12em;
      align-items: center;
      gap: var(--s1);
      min-width: 0;
    }
    .quiet {
      color: var(--ink-2);
    }
    @media (max-width: 600px) {
      :host-context(mj-outline-row) .quiet {
        display: none;
      }
    }
    @media (hover: hover) {
      :host-context(mj-outline-row) .quiet {
        opacity: 0;
      }
      :host(:hover) .quiet,
      :host .quiet:focus-visible {
        opacity: 1;
      }
    }
  `,
})
export class InlineName {
  private readonly injector = inject(Injector);
  readonly name = input.required<string>();
  readonly label = input.required<string>();
  readonly writable = input(true);
  /** Begins in the state of being edited, for a part that was just added. */
  readonly fresh = input(false);
  readonly renamed = output<string>();
  readonly settled = output();
  protected readonly editing = linkedSignal(() => this.fresh());
  private readonly field = viewChild<ElementRef<HTMLInputElement>>('field');
  private readonly edit = viewChild<ElementRef<HTMLButtonElement>>('edit');

  constructor() {
    afterNextRender(() => this.focusField());
  }

  /** Puts the field where the name stands. */
  begin(): void {
    this.editing.set(true);
    afterNextRender(() => this.focusField(), { injector: this.injector });
  }

  protected keep(text: string): void {
    if (!this.editing()) return;
    const name = text.replace(/\s+/g, ' ').trim();
    if (name && name !== this.name()) this.renamed.emit(name);
    this.giveUp();
  }

  protected giveUp(): void {
    const hadFocus = document.activeElement === this.field()?.nativeElement;
    this.editing.set(false);
    this.settled.emit();
    if (hadFocus) afterNextRender(() => this.edit()?.nativeElement.focus(), { injector: this.injector });
  }

  private focusField(): void {
    this.field()?.nativeElement.focus();
    this.field()?.nativeElement.select();
  }
}
