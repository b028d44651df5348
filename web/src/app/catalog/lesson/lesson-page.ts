import { Component, computed, effect, inject, input } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import {
  type AttentionQuestion,
  type Block,
  type DraftLesson,
  questionsNeeded,
} from '@minjiang/shared/catalog';
import { AssetBook, pickAsset, previewed, stateLook } from '../../content/index.ts';
import { PageTitle } from '../../shell/page-title.ts';
import { WordsPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { Icon } from '../../ui/icon.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { ProgressBar } from '../../ui/progress-bar.ts';
import { Tag } from '../../ui/tag.ts';
import { DraftStore } from '../editor/draft-store.ts';
import { SaveState } from '../editor/save-state.ts';
import { InlineName } from '../outline/inline-name.ts';
import { changeLesson, lessonOf, placesOf, rename } from '../outline/outline-rules.ts';
import { BlockEditor } from './block-editor.ts';
import { QuestionEditor } from './question-editor.ts';

/** What one lesson holds: the film it is bound to, or its blocks. */
@Component({
  selector: 'mj-lesson-page',
  imports: [
    BlockEditor,
    EmptyState,
    Icon,
    InlineName,
    PageHeader,
    ProgressBar,
    QuestionEditor,
    RouterLink,
    SaveState,
    Tag,
    TranslocoDirective,
    WordsPipe,
  ],
  templateUrl: './lesson-page.html',
  styleUrl: './lesson-page.scss',
})
export class LessonPage {
  private readonly dialog = inject(MatDialog);
  protected readonly store = inject(DraftStore);
  protected readonly assets = inject(AssetBook);
  protected readonly look = stateLook;
  readonly lessonId = input.required<string>();
  protected readonly courses = computed(() => this.store.draft()?.courses ?? []);
  protected readonly lesson = computed(() => lessonOf(this.courses(), this.lessonId()));
  protected readonly film = computed(() => {
    const lesson = this.lesson();
    return lesson?.kind === 'video' && lesson.assetId ? this.assets.of(lesson.assetId) : undefined;
  });
  /** Questions that the rules of the programme demand of each lesson. */
  protected readonly needed = computed(() => questionsNeeded(this.store.draft()?.rules.checks ?? null));
  /** The lessons before and after, so that one can go through the whole outline. */
  protected readonly near = computed(() => {
    const lessons = placesOf(this.courses()).filter(({ part }) => part === 'lesson');
    const at = lessons.findIndex(({ id }) => id === this.lessonId());
    return { before: lessons[at - 1], after: at < 0 ? undefined : lessons[at + 1] };
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const lesson = this.lesson();
      if (lesson) queueMicrotask(() => title.name(lesson.name));
      if (lesson?.kind === 'video' && lesson.assetId) this.assets.want([lesson.assetId]);
    });
  }

  protected rename(name: string): void {
    this.store.change((draft) => ({ ...draft, courses: rename(draft.courses, this.lessonId(), name) }));
  }

  protected async choose(chosenId: string | null): Promise<void> {
    const asset = await pickAsset(this.dialog, 'video', chosenId);
    if (!asset) return;
    this.assets.keep(asset);
    this.change((lesson) => (lesson.kind === 'video' ? { ...lesson, assetId: asset.id } : lesson));
  }

  protected unbind(): void {
    this.change((lesson) => (lesson.kind === 'video' ? { ...lesson, assetId: null } : lesson));
  }

  protected preview(): void {
    const film = this.film();
    if (film) previewed(this.dialog, film);
  }

  protected write(blocks: Block[]): void {
    this.change((lesson) => (lesson.kind === 'image-text' ? { ...lesson, blocks } : lesson));
  }

  protected ask(questions: AttentionQuestion[]): void {
    this.change((lesson) => ({ ...lesson, questions }));
  }

  private change(how: (lesson: DraftLesson) => DraftLesson): void {
    this.store.change((draft) => ({ ...draft, courses: changeLesson(draft.courses, this.lessonId(), how) }));
  }
}
