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
import { MatSnackBar, type MatSnackBarRef } from '@angular/material/snack-bar';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { type AttentionQuestion, mostQuestions } from '@minjiang/shared/catalog';
import { Icon } from '../../ui/icon.ts';
import { freshQuestion, isBlank, questionFault } from '../editor/question-rules.ts';
import { QuestionCard } from './question-card.ts';

/** Writes the questions that are asked while a lesson is studied. */
@Component({
  selector: 'mj-question-editor',
  imports: [Icon, QuestionCard, RouterLink, TranslocoDirective],
  templateUrl: './question-editor.html',
  styles: `
    ol {
      padding: 0;
      list-style: none;
    }
    li + li {
      border-top: 1px solid var(--line);
    }
    .state {
      display: flex;
      gap: var(--s2);
    }
    .few {
      color: var(--amber);
    }
  `,
})
export class QuestionEditor {
  private readonly injector = inject(Injector);
  private readonly messages = inject(MatSnackBar);
  private readonly texts = inject(TranslocoService);
  readonly lessonId = input.required<string>();
  readonly questions = input.required<readonly AttentionQuestion[]>();
  /** How many the rules of the programme demand. */
  readonly needed = input(0);
  /** Where these rules are set. */
  readonly rulesLink = input.required<readonly string[]>();
  readonly writable = input(true);
  readonly changed = output<AttentionQuestion[]>();
  private offer: MatSnackBarRef<unknown> | undefined;
  private readonly opened = signal<ReadonlySet<string>>(new Set());
  protected readonly said = signal('');
  /** Those that could be asked as they stand. */
  protected readonly written = computed(
    () => this.questions().filter((it) => !isBlank(it) && !questionFault(it)).length,
  );
  protected readonly full = computed(() => this.questions().length >= mostQuestions);

  constructor() {
    // What was removed can only come back to its own lesson.
    effect((onCleanup) => {
      this.lessonId();
      onCleanup(() => this.offer?.dismiss());
    });
  }

  protected isOpen = (question: AttentionQuestion): boolean => this.opened().has(question.questionId);

  protected toggle({ questionId }: AttentionQuestion): void {
    this.opened.update((open) => {
      const next = new Set(open);
      if (!next.delete(questionId)) next.add(questionId);
      return next;
    });
  }

  protected add(): void {
    const fresh = freshQuestion();
    this.opened.update((open) => new Set([...open, fresh.questionId]));
    this.changed.emit([...this.questions(), fresh]);
    this.focus(`question-${fresh.questionId}-text`);
  }

  protected change(index: number, question: AttentionQuestion): void {
    this.changed.emit(this.questions().map((it, n) => (n === index ? question : it)));
  }

  protected move(from: number, to: number): void {
    const question = this.questions()[from];
    if (!question || to < 0 || to >= this.questions().length) return;
    const rest = this.questions().filter((_, n) => n !== from);
    this.changed.emit([...rest.slice(0, to), question, ...rest.slice(to)]);
    this.said.set(this.say('moved', { position: to + 1, total: this.questions().length }));
    this.focus(`question-${question.questionId}`);
  }

  /** A blank one is no loss; any other can be put back for a while. */
  protected remove(index: number): void {
    const question = this.questions()[index]!;
    const neighbour = this.questions()[index + 1] ?? this.questions()[index - 1];
    this.changed.emit(this.questions().filter((_, n) => n !== index));
    this.focus(neighbour ? `question-${neighbour.questionId}` : 'add-question');
    this.offer?.dismiss();
    if (isBlank(question)) return;
    this.offer = this.messages.open(this.say('removed'), this.say('undo'), { duration: 10_000 });
    this.offer.onAction().subscribe(() => {
      this.changed.emit([...this.questions().slice(0, index), question, ...this.questions().slice(index)]);
      this.focus(`question-${question.questionId}`);
    });
  }

  private focus(id: string): void {
    afterNextRender(() => document.getElementById(id)?.focus(), { injector: this.injector });
  }

  private say(key: string, params: Record<string, string | number> = {}): string {
    return this.texts.translate(`catalog.questions.${key}`, params);
  }
}
