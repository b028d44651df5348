import {
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  effect,
  type ElementRef,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { learningRoutes } from '@minjiang/shared/learning';
import { load } from '../../api/loaded.ts';
import { isBusy } from '../../api/busy.ts';
import type { Problem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { DesktopShell } from '../../shell/desktop/desktop-shell.ts';
import { PageTitle } from '../../shell/page-title.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { CheckKeeper } from '../check/check-keeper.ts';
import { CheckPanel } from '../check/check-panel.ts';
import { ChapterList } from './chapter-list.ts';
import { CreditStrip } from './credit-strip.ts';
import { allDone, placeOf, withFigures } from './lesson-place.ts';
import { LostOverlay } from './lost-overlay.ts';
import { ReadingLesson } from './reading-lesson.ts';
import { Study } from './study.ts';
import { VideoLesson } from './video-lesson.ts';

/** One lesson under a lease, the strip of credited time, and the chapters beside it. */
@Component({
  selector: 'mj-player-page',
  imports: [
    ChapterList,
    CheckPanel,
    CreditStrip,
    EmptyState,
    Icon,
    LoadState,
    LostOverlay,
    PageHeader,
    ReadingLesson,
    RouterLink,
    TranslocoDirective,
    VideoLesson,
  ],
  providers: [CheckKeeper, Study],
  templateUrl: './player-page.html',
  styleUrl: './player-page.scss',
})
export class PlayerPage {
  private readonly texts = inject(ProblemTexts);
  private readonly page = inject(DOCUMENT);
  private readonly stage = viewChild<ElementRef<HTMLElement>>('stage');
  protected readonly study = inject(Study);
  protected readonly checks = inject(CheckKeeper);

  readonly enrolmentId = input.required<string>();
  readonly lessonId = input.required<string>();

  protected readonly classes = load(learningRoutes.myClasses);
  protected readonly place = computed(() => {
    const classes = this.classes.value()?.classes;
    return classes ? placeOf(classes, this.enrolmentId(), this.lessonId()) : undefined;
  });
  protected readonly courses = computed(() =>
    withFigures(this.place()?.trainingClass.courses ?? [], this.lessonId(), this.study.credit()),
  );
  protected readonly everythingDone = computed(() => allDone(this.courses()));
  protected readonly fault = signal<Problem | undefined>(undefined);
  protected readonly sentence = computed(() => {
    const problem = this.fault() ?? this.study.problem();
    return problem && !this.study.busyOpening() ? this.texts.of(problem) : undefined;
  });
  /** The learner asked to study here: begin without another click. */
  protected readonly again = signal(false);
  protected readonly crowded = computed(() => {
    const problem = this.fault() ?? this.study.problem();
    return problem !== undefined && isBusy(problem);
  });
  protected readonly finished = signal(false);
  protected readonly fullscreen = signal(false);
  private changed = false;

  constructor() {
    const [texts, messages] = [inject(TranslocoService), inject(MatSnackBar)];
    // A check that falls due while another window is in front shows in the name of this one.
    inject(PageTitle).follow(() => {
      const name = this.place()?.lesson.name;
      const waits = this.checks.view()?.says === 'check';
      return name && waits ? `${texts.translate<string>('learning.check.waits')} · ${name}` : name;
    });
    effect(() => {
      if (this.checks.resumed() === 0) return;
      messages.open(texts.translate('learning.check.passed-now'), undefined, { duration: 6000 });
    });
    const lesson = computed(() => this.place()?.lesson.lessonId);
    effect(() => {
      if (!lesson()) return;
      untracked(() => void this.begin());
    });
    const changed = () => this.fullscreen.set(this.page.fullscreenElement !== null);
    this.page.addEventListener('fullscreenchange', changed);
    // The client is about to take this page away: what was studied until now is sent first.
    const stay = inject(DesktopShell).onParting(() => this.study.close());
    inject(DestroyRef).onDestroy(() => {
      stay();
      this.page.removeEventListener('fullscreenchange', changed);
      void this.study.close();
    });
  }

  /** Takes the lease here, whoever had it, and goes on. */
  protected async studyHere(): Promise<void> {
    this.fault.set(undefined);
    this.again.set(true);
    await this.study.open(this.enrolmentId(), this.lessonId());
  }

  protected toggleFullscreen(): void {
    const stage = this.stage()?.nativeElement;
    if (this.page.fullscreenElement) void this.page.exitFullscreen();
    else if (stage?.requestFullscreen) void stage.requestFullscreen();
    else fillScreenOfPhone(stage?.querySelector('video') ?? undefined);
  }

  private async begin(): Promise<void> {
    this.finished.set(false);
    this.again.set(false);
    this.fault.set(undefined);
    await this.study.open(this.enrolmentId(), this.lessonId());
    // The lesson before this one has new figures.
    if (this.changed) this.classes.reload();
    this.changed = true;
  }
}

/** An iPhone fills its screen with the film alone. */
function fillScreenOfPhone(
  video: (HTMLVideoElement & { webkitEnterFullscreen?: () => void }) | undefined,
): void {
  video?.webkitEnterFullscreen?.();
}
