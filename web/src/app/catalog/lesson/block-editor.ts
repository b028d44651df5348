import { CdkDrag, type CdkDragDrop, CdkDragHandle, CdkDropList } from '@angular/cdk/drag-drop';
import {
  afterNextRender,
  Component,
  computed,
  effect,
  inject,
  Injector,
  input,
  output,
  signal,
} from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatSnackBar, type MatSnackBarRef } from '@angular/material/snack-bar';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { type Block, readingAllowanceMs } from '@minjiang/shared/catalog';
import { AssetBook, pickAsset } from '../../content/index.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { WordsPipe } from '../../ui/durations.ts';
import { Icon } from '../../ui/icon.ts';
import { DraftStore } from '../editor/draft-store.ts';
import { blocksOfHtml, blocksOfText } from './pasted-blocks.ts';

const kinds = ['heading', 'paragraph', 'list', 'notice'] as const;
const mostBlocks = 300;

/** Writes an image-text lesson block by block. */
@Component({
  selector: 'mj-block-editor',
  imports: [CdkDrag, CdkDragHandle, CdkDropList, EmptyState, Icon, TranslocoDirective, WordsPipe],
  templateUrl: './block-editor.html',
  styleUrl: './block-editor.scss',
})
export class BlockEditor {
  private readonly dialog = inject(MatDialog);
  private readonly injector = inject(Injector);
  private readonly messages = inject(MatSnackBar);
  private readonly texts = inject(TranslocoService);
  private readonly store = inject(DraftStore);
  protected readonly assets = inject(AssetBook);
  readonly lessonId = input.required<string>();
  readonly blocks = input.required<readonly Block[]>();
  readonly writable = input(true);
  readonly changed = output<Block[]>();
  private offer: MatSnackBarRef<unknown> | undefined;
  protected readonly kinds = kinds;
  protected readonly said = signal('');
  protected readonly totalMs = computed(() =>
    this.blocks().reduce((sum, it) => sum + readingAllowanceMs(it), 0),
  );
  protected readonly full = computed(() => this.blocks().length >= mostBlocks);

  constructor() {
    // What was removed can only come back to its own lesson.
    effect((onCleanup) => {
      this.lessonId();
      onCleanup(() => this.offer?.dismiss());
    });
    effect(() =>
      this.assets.want(this.blocks().flatMap((it) => (it.type === 'picture' ? [it.assetId] : []))),
    );
  }

  protected faultOf(block: Block): string | undefined {
    if (block.type === 'picture' && !block.alt.trim()) return 'no-alt';
    return this.store.faults().find((fault) => fault.block === block)?.code;
  }

  protected linesOf(block: Block): number {
    const text = block.type === 'list' ? block.items.join('\n') : block.type === 'picture' ? '' : block.text;
    const lines = text.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / 50), 0);
    return Math.min(16, Math.max(block.type === 'paragraph' || block.type === 'list' ? 3 : 2, lines + 1));
  }

  protected write(index: number, text: string): void {
    this.change(index, (block) => {
      if (block.type === 'list') return { ...block, items: text.split('\n').slice(0, 50) };
      return block.type === 'picture' ? { ...block, alt: text } : { ...block, text };
    });
  }

  protected order(index: number, ordered: boolean): void {
    this.change(index, (block) => (block.type === 'list' ? { ...block, ordered } : block));
  }

  protected async add(type: Block['type']): Promise<void> {
    if (type === 'picture') return this.addPicture();
    const fresh: Block = type === 'list' ? { type, ordered: false, items: [''] } : { type, text: '' };
    this.changed.emit([...this.blocks(), fresh]);
    this.focus(`block-${this.blocks().length}`);
  }

  private async addPicture(): Promise<void> {
    const asset = await pickAsset(this.dialog, 'picture', null);
    if (!asset) return;
    this.assets.keep(asset);
    this.changed.emit([
      ...this.blocks(),
      { type: 'picture', assetId: asset.id, alt: asset.name.replace(/\.\w+$/, '') },
    ]);
  }

  protected move(from: number, to: number): void {
    if (to < 0 || to >= this.blocks().length) return;
    const rest = this.blocks().filter((_, i) => i !== from);
    this.changed.emit([...rest.slice(0, to), this.blocks()[from]!, ...rest.slice(to)]);
    this.said.set(this.say('moved', { position: to + 1, total: this.blocks().length }));
  }

  protected drop(event: CdkDragDrop<unknown>): void {
    if (event.previousIndex !== event.currentIndex) this.move(event.previousIndex, event.currentIndex);
  }

  protected keys(event: KeyboardEvent, index: number): void {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (!event.altKey || by === 0 || !this.writable()) return;
    event.preventDefault();
    this.move(index, index + by);
    if (this.blocks()[index + by]) this.focus(`block-handle-${index + by}`);
  }

  protected remove(index: number): void {
    const block = this.blocks()[index]!;
    this.changed.emit(this.blocks().filter((_, i) => i !== index));
    this.offer?.dismiss();
    this.offer = this.messages.open(this.say('removed'), this.say('undo'), { duration: 10_000 });
    this.offer.onAction().subscribe(() => {
      this.changed.emit([...this.blocks().slice(0, index), block, ...this.blocks().slice(index)]);
    });
  }

  /** Text of several blocks is taken apart; a single piece of text is pasted as usual. */
  protected paste(event: ClipboardEvent, index: number): void {
    const html = event.clipboardData?.getData('text/html') ?? '';
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const pasted = html ? blocksOfHtml(html) : blocksOfText(text);
    if (pasted.length < 2) return;
    event.preventDefault();
    const here = this.blocks()[index]!;
    const empty =
      here.type === 'list' ? !here.items.join('').trim() : here.type !== 'picture' && !here.text.trim();
    const room = mostBlocks - this.blocks().length + (empty ? 1 : 0);
    const taken = pasted.slice(0, room);
    this.changed.emit([
      ...this.blocks().slice(0, empty ? index : index + 1),
      ...taken,
      ...this.blocks().slice(index + 1),
    ]);
    const pictures = (html.match(/<img\b/gi) ?? []).length;
    const said =
      this.say('pasted', { n: taken.length }) +
      (pictures > 0 ? this.say('pasted-pictures', { n: pictures }) : '');
    this.messages.open(said, undefined, { duration: 8000 });
  }

  private change(index: number, how: (block: Block) => Block): void {
    this.changed.emit(this.blocks().map((block, i) => (i === index ? how(block) : block)));
  }

  private focus(id: string): void {
    afterNextRender(() => document.getElementById(id)?.focus(), { injector: this.injector });
  }

  private say(key: string, params: Record<string, string | number> = {}): string {
    return this.texts.translate(`catalog.blocks.${key}`, params);
  }
}
