import {
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  effect,
  inject,
  input,
  type OnInit,
  output,
  signal,
  untracked,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { AnswerOf } from '@minjiang/shared/kernel';
import { learningRoutes, type StudyLeaseView } from '@minjiang/shared/learning';
import { Api } from '../../api/api.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { DesktopShell } from '../../shell/desktop/desktop-shell.ts';
import { WordsPipe } from '../../ui/durations.ts';
import { Icon } from '../../ui/icon.ts';
import { CheckKeeper } from '../check/check-keeper.ts';
import type { Sample } from './beat-recorder.ts';
import { isForeground, watchForeground } from './foreground.ts';
import { type Dwell, dwellOn, leftOf, startOf } from './dwell-rules.ts';
import { shouldWaitForNetwork } from './player-rules.ts';
import { ReadBlock } from './read-block.ts';
import { Study } from './study.ts';

type Block = AnswerOf<typeof learningRoutes.readLessonBlock>;
const tickMs = 500;

/**
 * An image-text lesson: its blocks are fetched one after the other under the lease, each is dwelt on for its
 * reading allowance, and the next one comes when the reader asks for it after that.
 */
@Component({
  selector: 'mj-reading-lesson',
  imports: [Icon, ReadBlock, TranslocoDirective, WordsPipe],
  templateUrl: './reading-lesson.html',
  styleUrl: './reading-lesson.scss',
})
export class ReadingLesson implements OnInit {
  private readonly api = inject(Api);
  private readonly page = inject(DOCUMENT);
  private readonly desktop = inject(DesktopShell);
  private readonly study = inject(Study);
  private readonly checks = inject(CheckKeeper);
  private readonly texts = inject(ProblemTexts);

  readonly lease = input.required<StudyLeaseView>();
  readonly completed = output();
  /** The lease is stale; whoever owns it takes it anew. */
  readonly renew = output();

  protected readonly blocks = signal<readonly Block[]>([]);
  protected readonly fetching = signal(false);
  private readonly problem = signal<Problem | undefined>(undefined);
  private readonly dwell = signal<Dwell>({ positionMs: 0, endMs: 0 });
  private last = performance.now();
  private wasReading = false;

  protected readonly fault = computed(() => {
    const problem = this.problem();
    return problem ? this.texts.of(problem) : undefined;
  });
  protected readonly leftMs = computed(() => leftOf(this.dwell()));
  protected readonly more = computed(() => this.blocks().length < (this.lease().blocks?.length ?? 0));
  protected readonly finished = computed(() => !this.more() && this.leftMs() === 0);
  protected readonly stale = this.study.stale;
  /** All is read, and yet some of it was not counted. */
  protected readonly incomplete = computed(() => this.finished() && this.study.credit()?.state !== 'done');

  constructor() {
    effect(() => {
      const back = this.study.goBackTo();
      if (back !== undefined) untracked(() => this.readFrom(back));
    });
    const timer = setInterval(() => this.tick(), tickMs);
    const stopWatching = watchForeground(this.page, () => this.tick());
    const leave = () => {
      this.cut();
      this.study.farewell();
    };
    this.page.defaultView?.addEventListener('pagehide', leave);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
      stopWatching();
      this.page.defaultView?.removeEventListener('pagehide', leave);
      this.cut();
    });
  }

  ngOnInit(): void {
    const { resumeAtMs, durationMs, state } = this.lease();
    const positionMs = state === 'done' ? durationMs : startOf(resumeAtMs, durationMs);
    this.dwell.set({ positionMs, endMs: 0 });
    void this.fetchThrough();
  }

  /** Fetches the next block, and when one resumes also those before the place where one was. */
  protected async fetchThrough(): Promise<void> {
    if (this.fetching()) return;
    this.fetching.set(true);
    this.problem.set(undefined);
    try {
      do {
        await this.fetchNext();
      } while (this.more() && this.leftMs() === 0 && this.dwell().positionMs > this.dwell().endMs);
    } catch (fault) {
      this.problem.set(asProblem(fault));
    } finally {
      this.fetching.set(false);
    }
  }

  /** From the beginning, for what was not counted the first time. */
  protected readAgain(): void {
    this.readFrom(0);
  }

  /** Also where something was refused: what is read beyond it would not count on a first reading. */
  private readFrom(positionMs: number): void {
    this.cut();
    this.dwell.update(({ endMs }) => ({ positionMs, endMs }));
    this.tick();
  }

  private async fetchNext(): Promise<void> {
    const params = { leaseId: this.lease().leaseId, index: this.blocks().length };
    const block = await this.api.call(learningRoutes.readLessonBlock, { params });
    this.cut();
    this.blocks.update((blocks) => [...blocks, block]);
    this.dwell.update((dwell) => ({ ...dwell, endMs: block.toMs }));
    this.tick();
  }

  private tick(): void {
    const before = this.sample();
    // Time counts from the moment reading began, which the recorder has seen too: no part of a block is lost.
    const spent = this.wasReading ? before.at - this.last : 0;
    this.last = before.at;
    if (before.playing) this.dwell.update((dwell) => dwellOn(dwell, spent));
    const after = this.sample();
    if (this.wasReading && this.checks.holding()) this.checks.interrupted(true);
    this.wasReading = after.playing;
    this.study.observe(this.lease().leaseId, after);
    if (before.playing && this.finished()) {
      this.cut();
      this.completed.emit();
    }
  }

  private cut(): void {
    this.study.cut(this.lease().leaseId, this.sample());
  }

  private sample(): Sample {
    const foreground = this.desktop.counts() && isForeground(this.page);
    const held = this.study.lost() || this.study.stale() || this.checks.holding();
    const reading = this.leftMs() > 0 && !held && !this.waitsForNetwork();
    return {
      at: performance.now(),
      wallAt: Date.now(),
      positionMs: this.dwell().positionMs,
      playing: reading && foreground,
      foreground,
      rate: 1,
    };
  }

  private waitsForNetwork(): boolean {
    const { connection, waitingMs } = this.study;
    return shouldWaitForNetwork(connection() !== 'fine', waitingMs(), this.lease().rules.maxGapMs);
  }
}
