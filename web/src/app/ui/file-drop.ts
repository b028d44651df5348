import { Component, type ElementRef, input, output, signal, viewChild } from '@angular/core';
import { Icon } from './icon.ts';

/** A place to choose files or to drop them: `<mj-file-drop [label] [hint] [accept] (chosen)="…" />`. */
@Component({
  selector: 'mj-file-drop',
  imports: [Icon],
  host: {
    '[class.over]': 'over()',
    '(dragover)': 'drag($event)',
    '(dragleave)': 'over.set(false)',
    '(drop)': 'drop($event)',
  },
  template: `
    <input
      #file
      type="file"
      class="visually-hidden"
      tabindex="-1"
      aria-hidden="true"
      [accept]="accept()"
      [multiple]="multiple()"
      (change)="choose()"
    />
    <button class="btn" type="button" [class.primary]="primary()" (click)="file.click()">
      <mj-icon name="upload" />{{ label() }}
    </button>
    <span class="small muted">{{ hint() }}</span>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--s2) var(--s4);
      padding: var(--s4);
      border: 1px dashed var(--line-strong);
      border-radius: var(--round);
      background: var(--card);
    }
    :host(.over) {
      border-color: var(--primary);
      background: var(--primary-soft);
    }
    span {
      flex: 1 1 16em;
    }
  `,
})
export class FileDrop {
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly accept = input('');
  readonly multiple = input(false);
  readonly primary = input(false);
  readonly chosen = output<File[]>();
  protected readonly over = signal(false);
  private readonly file = viewChild.required<ElementRef<HTMLInputElement>>('file');

  protected choose(): void {
    const element = this.file().nativeElement;
    this.tell([...(element.files ?? [])]);
    // The same file may be chosen again after it was mended.
    element.value = '';
  }

  protected drag(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.over.set(true);
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.over.set(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    this.tell(this.multiple() ? files : files.slice(0, 1));
  }

  private tell(files: File[]): void {
    if (files.length > 0) this.chosen.emit(files);
  }
}
