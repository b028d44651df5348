import { signal } from '@angular/core';
import type { Sample } from './beat-recorder.ts';

const nothing = { playing: false, foreground: true, begun: false, ended: false };

/** What the strip has to know of the player; changes only when one of its answers does. */
export function playSeen() {
  const now = signal(nothing);
  return {
    now: now.asReadonly(),
    see({ playing, foreground, positionMs }: Sample, durationMs: number): void {
      const former = now();
      const ended = !playing && positionMs >= durationMs - 1000;
      const next = { playing, foreground, ended, begun: former.begun || playing };
      const same = Object.entries(next).every(([name, value]) => former[name as keyof typeof next] === value);
      if (!same) now.set(next);
    },
    forget: () => now.set(nothing),
  };
}
