import { CdkDrag, CdkDropList } from '@angular/cdk/drag-drop';
import { afterNextRender, Component, computed, effect, inject, Injector, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatSnackBar } from '@angular/material/snack-bar';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { type DraftLesson, type LessonKind, lessonKind } from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import { AssetBook, stateLook } from '../../content/index.ts';
import { confirmed } from '../../ui/confirm-dialog.ts';
import { ClockPipe, WordsPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { Icon } from '../../ui/icon.ts';
import { Tag } from '../../ui/tag.ts';
import { DraftStore } from '../editor/draft-store.ts';
import { ProgrammeHeader } from '../editor/programme-header.ts';
import {
  insert,
  lessonsOf,
  moveTo,
  neighbourOf,
  type Outline,
  placeOf,
  placesOf,
  remove,
  rename,
} from './outline-rules.ts';
import { AddPart } from './add-part.ts';
import { lengthOf } from './lesson-lengths.ts';
import { type Move, OutlineRow } from './outline-row.ts';

/** Of an outline with more lessons the chapters are closed at first. */
const mostLessonsShown = 500;

/** What matters of a drop, whichever list it ended in. */
interface Dropped {
  readonly item: { readonly data: string };
  readonly container: { readonly data: string | null };
  readonly previousContainer: { readonly data: string | null };
  readonly currentIndex: number;
  readonly previousIndex: number;
}

/** Courses, chapters and lessons in order; moved by drag and drop, by buttons or by keys. */
@Component({
  selector: 'mj-outline-page',
  imports: [
    AddPart,
    CdkDrag,
    CdkDropList,
    ClockPipe,
    EmptyState,
    Icon,
    OutlineRow,
    ProgrammeHeader,
    RouterLink,
    Tag,
    TranslocoDirective,
    WordsPipe,
  ],
  templateUrl: './outline-page.html',
  styleUrl: './outline-page.scss',
})
export class OutlinePage {
  private readonly injector = inject(Injector);
  private readonly texts = inject(TranslocoService);
  private readonly dialog = inject(MatDialog);
  private readonly messages = inject(MatSnackBar);
  protected readonly store = inject(DraftStore);
  protected readonly assets = inject(AssetBook);
  protected readonly look = stateLook;
  protected readonly kinds = lessonKind.options;
  /** The part that was just added and is named now. */
  protected readonly fresh = signal<string | undefined>(undefined);
  /** What the live region says. */
  protected readonly said = signal('');

  protected readonly courses = computed(() => this.store.draft()?.courses ?? []);
  private readonly lessons = computed(() => lessonsOf(this.courses()));
  protected readonly sums = computed(() => ({
    courses: this.courses().length,
    chapters: this.courses().reduce((sum, { chapters }) => sum + chapters.length, 0),
    lessons: this.lessons().length,
    ms: this.lessons().reduce((sum, lesson) => sum + (this.lengthOf(lesson) ?? 0), 0),
  }));
  protected readonly chapterLists = computed(() =>
    this.courses().map(({ courseId }) => `chapters-${courseId}`),
  );
  protected readonly lessonLists = computed(() =>
    this.courses()
      .flatMap(({ chapters }) => chapters)
      .flatMap(({ chapterId }) => (this.shows(chapterId) ? `lessons-${chapterId}` : [])),
  );
  /** Chapters of a large outline show their lessons once they are asked to; else a page would have thousands of rows. */
  private readonly large = computed(() => this.lessons().length > mostLessonsShown);
  private readonly opened = signal<ReadonlySet<string>>(new Set());

  constructor() {
    effect(() =>
      this.assets.want(
        this.lessons().flatMap((it) => (it.kind === 'video' && it.assetId ? [it.assetId] : [])),
      ),
    );
  }

  protected readonly lengthOf = (lesson: DraftLesson): number | undefined =>
    lengthOf(lesson, (assetId) => this.assets.of(assetId)?.durationMs ?? undefined);

  protected shows(chapterId: string): boolean {
    return !this.large() || this.opened().has(chapterId);
  }

  protected open(chapterId: string): void {
    this.opened.update((before) => new Set(before).add(chapterId));
  }

  protected addCourse(): void {
    const it = {
      courseId: newId(),
      name: this.say('new-course', { n: this.courses().length + 1 }),
      chapters: [],
    };
    this.add(null, this.courses().length, it, it.courseId);
  }

  protected addChapter(courseId: string, count: number): void {
    const it = { chapterId: newId(), name: this.say('new-chapter', { n: count + 1 }), lessons: [] };
    this.add(courseId, count, it, it.chapterId);
  }

  protected addLesson(chapterId: string, count: number, kind: LessonKind): void {
    const base = { lessonId: newId(), name: this.say('new-lesson', { n: count + 1 }), questions: [] };
    const it: DraftLesson =
      kind === 'video' ? { ...base, kind, assetId: null } : { ...base, kind, blocks: [] };
    this.add(chapterId, count, it, it.lessonId);
  }

  private add(parentId: string | null, index: number, it: Parameters<typeof insert>[3], id: string): void {
    this.fresh.set(id);
    if (parentId) this.open(parentId);
    this.change((outline) => insert(outline, parentId, index, it));
  }

  protected rename(id: string, name: string): void {
    this.change((outline) => rename(outline, id, name));
  }

  protected move(id: string, to: Move): void {
    if (to.parentId) this.open(to.parentId);
    this.change((outline) => moveTo(outline, id, to.parentId, to.index));
    this.tellPlace(id);
    this.focusHandle(id);
  }

  protected drop(event: Dropped): void {
    const same = event.container === event.previousContainer && event.currentIndex === event.previousIndex;
    if (same) return;
    const id = event.item.data;
    this.change((outline) => moveTo(outline, id, event.container.data, event.currentIndex));
    this.tellPlace(id);
  }

  /** Takes a part out, after a question if more goes with it; it can be put back for a while. */
  protected async remove(id: string): Promise<void> {
    const { outline, removed } = remove(this.courses(), id);
    if (!removed) return;
    const { name } = removed;
    const lessons = this.lessons().length - lessonsOf(outline).length;
    const question = {
      heading: this.say('remove-heading', { name }),
      text: this.say('remove-text', { lessons }),
      confirm: this.say('remove'),
      danger: true,
    };
    if (lessons > 0 && removed.part !== 'lesson' && !(await confirmed(this.dialog, question))) return;
    this.change((before) => remove(before, id).outline);
    this.focusHandle(neighbourOf(this.courses(), removed));
    const text = this.say('removed', { name });
    this.said.set(text);
    const message = this.messages.open(text, this.say('undo'), { duration: 10_000 });
    message.onAction().subscribe(() => {
      this.change((outline) => insert(outline, removed.parentId, removed.index, removed.it));
      this.said.set(this.say('restored', { name }));
    });
  }

  private change(how: (outline: Outline) => ReturnType<typeof insert>): void {
    this.store.change((draft) => ({ ...draft, courses: how(draft.courses) }));
  }

  private focusHandle(id: string | undefined): void {
    afterNextRender(() => document.getElementById(`handle-${id}`)?.focus(), { injector: this.injector });
  }

  private tellPlace(id: string): void {
    const place = placeOf(this.courses(), id);
    if (!place) return;
    const parent = placesOf(this.courses()).find((other) => other.id === place.parentId);
    const position = place.index + 1;
    this.said.set(
      parent
        ? this.say('moved-into', { name: place.name, into: parent.name, position })
        : this.say('moved', { name: place.name, position }),
    );
  }

  private say(key: string, params: Record<string, string | number> = {}): string {
    return this.texts.translate(`catalog.outline.${key}`, params);
  }
}
