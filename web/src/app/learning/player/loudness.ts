import { signal, type Signal } from '@angular/core';

/** How loud a film is; nothing else depends on it. */
export interface Loudness {
  /** 0 to 1. */
  readonly volume: Signal<number>;
  readonly muted: Signal<boolean>;
  mute(muted: boolean): void;
  /** Silence is muted; whatever is louder is heard again. */
  set(volume: number): void;
}

export function loudnessOf(video: () => Pick<HTMLVideoElement, 'muted' | 'volume'>): Loudness {
  const volume = signal(1);
  const muted = signal(false);
  const mute = (silent: boolean) => {
    video().muted = silent;
    muted.set(silent);
  };
  return {
    volume: volume.asReadonly(),
    muted: muted.asReadonly(),
    mute,
    set(loud) {
      video().volume = loud;
      volume.set(loud);
      mute(loud === 0);
    },
  };
}
