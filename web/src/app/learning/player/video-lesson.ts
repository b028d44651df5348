import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  effect,
  type ElementRef,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { StudyLeaseView } from '@minjiang/shared/learning';
import type { Problem } from '../../api/problem.ts';
import { CheckKeeper } from '../check/check-keeper.ts';
import { DesktopShell } from '../../shell/desktop/desktop-shell.ts';
import { Icon } from '../../ui/icon.ts';
import type { Sample } from './beat-recorder.ts';
import { startOf } from './dwell-rules.ts';
import { isForeground, watchForeground } from './foreground.ts';
import { loudnessOf } from './loudness.ts';
import { PlayerControls } from './player-controls.ts';
import { allowedTo, playerKey, ratesUpTo, shouldWaitForNetwork } from './player-rules.ts';
import { openStream, type Stream } from './stream.ts';
import { Study } from './study.ts';
import { Watermark } from './watermark.ts';

const tickMs = 500;
const stepMs = 5000;
/** Beyond what is allowed by more than this is skipping ahead (ledger rule 4, `frontier`). */
const skipMs = 1000;

/** A film under a lease: plays, pauses when the page is not in front, and tells the study what it does. */
@Component({
  selector: 'mj-video-lesson',
  imports: [Icon, PlayerControls, TranslocoDirective, Watermark],
  templateUrl: './video-lesson.html',
  styleUrl: './video-lesson.scss',
  host: { '(document:keydown)': 'key($event)' },
})
export class VideoLesson {
  private readonly page = inject(DOCUMENT);
  private readonly desktop = inject(DesktopShell);
  private readonly study = inject(Study);
  private readonly checks = inject(CheckKeeper);
  private readonly element = viewChild.required<ElementRef<HTMLVideoElement>>('video');

  readonly lease = input.required<StudyLeaseView>();
  readonly name = input.required<string>();
  /** Begin at once: the learner has just asked for it. */
  readonly autoplay = input(false);
  readonly fullscreen = input.required<boolean>();
  readonly full = output();
  readonly completed = output();
  readonly failed = output<Problem>();
  /** The lease is stale; whoever owns it takes it anew. */
  readonly renew = output();

  protected readonly playing = signal(false);
  protected readonly waiting = signal(false);
  protected readonly positionMs = signal(0);
  protected readonly rate = signal(1);
  protected readonly loudness = loudnessOf(() => this.video);
  protected readonly captions = signal(false);
  protected readonly stream = signal<Stream | undefined>(undefined);
  private readonly drawn = signal(false);
  protected readonly locked = computed(() => this.study.lost() || this.checks.holding());
  protected readonly rates = computed(() => ratesUpTo(this.lease().rules.maxRate));
  private readonly furthestMs = signal(0);
  protected readonly allowedMs = computed(() => {
    const { durationMs, rules } = this.lease();
    const credit = this.study.credit();
    return allowedTo(credit?.frontierMs ?? 0, this.furthestMs(), {
      durationMs,
      done: credit?.state === 'done',
      seekForward: rules.seekForwardOnFirstViewing,
    });
  });
  constructor() {
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      this.drawn.set(true);
      void this.begin(destroyed);
    });
    const timer = setInterval(() => this.tick(), tickMs);
    const stopWatching = watchForeground(this.page, () => this.tick());
    const leave = () => this.leave();
    this.page.defaultView?.addEventListener('pagehide', leave);
    destroyed.onDestroy(() => {
      clearInterval(timer);
      stopWatching();
      this.page.defaultView?.removeEventListener('pagehide', leave);
      this.cut();
      this.stream()?.close();
    });
    effect(() => {
      const back = this.study.goBackTo();
      if (back !== undefined) this.seekTo(back);
    });
    effect(() => {
      if (this.study.proofs.refused()) this.renew.emit();
    });
    effect(() => {
      const cutOff = this.study.connection() !== 'fine';
      const wait = shouldWaitForNetwork(cutOff, this.study.waitingMs(), this.lease().rules.maxGapMs);
      // The client sees what the page cannot: another window on top, a locked screen.
      const away = !this.desktop.counts();
      if (this.drawn() && (this.study.lost() || wait || away)) this.video.pause();
    });
    effect(() => {
      // A check may wait already when the lesson is opened.
      if (!this.drawn() || !this.checks.holding()) return;
      untracked(() => this.checks.interrupted(!this.video.paused));
      this.video.pause();
      this.tick();
    });
    let resumed = this.checks.resumed();
    effect(() => {
      if (this.checks.resumed() === resumed) return;
      resumed = this.checks.resumed();
      untracked(() => this.toggleOn());
    });
  }

  private get video(): HTMLVideoElement {
    return this.element().nativeElement;
  }

  protected toggle(): void {
    if (this.locked()) return;
    if (this.playing() || !this.video.paused) {
      this.video.pause();
    } else if (this.study.stale()) {
      this.renew.emit();
    } else {
      this.play();
    }
  }

  /** After a check that was passed: on from the same place. */
  private toggleOn(): void {
    if (this.video.paused) this.toggle();
  }

  protected seekTo(ms: number): void {
    this.cut();
    if (ms > this.allowedMs() + skipMs) this.study.skippedAhead();
    this.video.currentTime = Math.max(0, Math.min(ms, this.allowedMs())) / 1000;
    this.tick();
  }

  protected setRate(rate: number): void {
    this.video.playbackRate = Math.min(rate, Math.max(1, this.lease().rules.maxRate));
  }

  protected toggleCaptions(): void {
    this.captions.update((shown) => !shown);
    this.stream()?.showCaptions(this.captions());
  }

  protected key(event: KeyboardEvent): void {
    const does = playerKey(event);
    if (!does || this.locked()) return;
    event.preventDefault();
    if (does === 'toggle') this.toggle();
    else if (does === 'captions') this.toggleCaptions();
    else if (does === 'fullscreen') this.full.emit();
    else this.seekTo(this.positionMs() + (does === 'back' ? -stepMs : stepMs));
  }

  /** Looks at the player, tells the study, and pauses what may not go on playing. */
  protected tick(): void {
    const sample = this.sample();
    this.study.observe(this.lease().leaseId, sample);
    this.playing.set(!this.video.paused && !this.video.ended);
    this.waiting.set(!this.video.paused && this.video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA);
    this.positionMs.set(Math.min(this.lease().durationMs, Math.round(sample.positionMs)));
    this.rate.set(sample.rate);
    if (sample.playing) this.furthestMs.update((ms) => Math.max(ms, sample.positionMs));
    if (!sample.foreground && !this.video.paused) {
      this.video.pause();
      this.study.observe(this.lease().leaseId, this.sample());
    }
    if (this.study.stale()) this.video.pause();
  }

  /** A jump by other means than our controls, such as the media keys of a keyboard: what is too far goes back. */
  protected jumped(): void {
    if (this.video.currentTime * 1000 > this.allowedMs() + skipMs) this.seekTo(this.video.currentTime * 1000);
    else this.tick();
  }

  protected end(): void {
    this.cut();
    this.tick();
    this.completed.emit();
  }

  private leave(): void {
    this.cut();
    this.study.farewell();
  }

  private cut(): void {
    this.study.cut(this.lease().leaseId, this.sample());
  }

  private sample(): Sample {
    const { video } = this;
    const moves = !video.paused && !video.seeking && !video.ended;
    return {
      at: performance.now(),
      wallAt: Date.now(),
      positionMs: video.currentTime * 1000,
      playing: moves && video.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA,
      foreground: this.desktop.counts() && isForeground(this.page, video),
      rate: video.playbackRate,
    };
  }

  private play(): void {
    // A browser may refuse to begin without a click; the button to begin is there then.
    const begin = (counts: boolean) => (counts ? this.video.play().catch(() => this.tick()) : this.tick());
    void (this.desktop.counts() ? begin(true) : this.desktop.goOn().then(begin));
  }

  private async begin(destroyed: DestroyRef): Promise<void> {
    const { playback, resumeAtMs, durationMs } = this.lease();
    if (!playback) return;
    const startMs = startOf(resumeAtMs, durationMs);
    const film = { url: playback.playlistUrl, startMs, media: this.study.proofs.keeper() };
    const stream = await openStream(this.video, film, (fault) => this.failed.emit(fault));
    if (destroyed.destroyed) return stream.close();
    this.furthestMs.set(startMs);
    this.stream.set(stream);
    if (this.autoplay() && !this.checks.holding()) this.play();
  }
}
