import { afterNextRender, Component, computed, inject, Injector, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { AttentionQuestion } from '@minjiang/shared/catalog';
import { Icon } from '../../ui/icon.ts';
import {
  isBlank,
  leastOptions,
  mostOptions,
  questionFault,
  withOption,
  withoutOption,
} from '../editor/question-rules.ts';

/** One question: a line that says it and its answer, and the fields behind that line. */
@Component({
  selector: 'mj-question-card',
  imports: [Icon, TranslocoDirective],
  host: { '(keydown)': 'keys($event)' },
  templateUrl: './question-card.html',
  styleUrl: './question-card.scss',
})
export class QuestionCard {
  private readonly injector = inject(Injector);
  readonly question = input.required<AttentionQuestion>();
  /** From 0. */
  readonly index = input.required<number>();
  readonly count = input.required<number>();
  readonly open = input(false);
  readonly writable = input(true);
  readonly toggled = output();
  readonly changed = output<AttentionQuestion>();
  /** To another index. */
  readonly moved = output<number>();
  readonly removed = output();

  protected readonly blank = computed(() => isBlank(this.question()));
  protected readonly fault = computed(() => questionFault(this.question()));
  protected readonly right = computed(() => this.question().options[this.question().correct]);
  protected readonly mayAdd = computed(() => this.question().options.length < mostOptions);
  protected readonly mayTake = computed(() => this.question().options.length > leastOptions);
  protected readonly key = computed(() => `question-${this.question().questionId}`);

  protected write(text: string): void {
    this.changed.emit({ ...this.question(), text });
  }

  protected writeOption(at: number, text: string): void {
    this.changed.emit(withOption(this.question(), at, text));
  }

  protected mark(correct: number): void {
    this.changed.emit({ ...this.question(), correct });
  }

  protected addOption(): void {
    const at = this.question().options.length;
    this.changed.emit(withOption(this.question(), at, ''));
    this.focus(`${this.key()}-${at}`);
  }

  protected removeOption(at: number): void {
    this.changed.emit(withoutOption(this.question(), at));
    this.focus(`${this.key()}-${Math.max(0, at - 1)}`);
  }

  /** Enter goes on to the next option, and behind the last one makes another. */
  protected next(event: Event, at: number): void {
    event.preventDefault();
    if (at < this.question().options.length) this.focus(`${this.key()}-${at}`);
    else if (this.mayAdd() && this.writable()) this.addOption();
  }

  protected keys(event: KeyboardEvent): void {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (!event.altKey || by === 0 || !this.writable()) return;
    event.preventDefault();
    this.moved.emit(this.index() + by);
  }

  private focus(id: string): void {
    afterNextRender(() => document.getElementById(id)?.focus(), { injector: this.injector });
  }
}
