import { signal } from '@angular/core';

/** Something that is shown for so long after each `show`. */
export function shownFor(ms: number) {
  const shown = signal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    shown: shown.asReadonly(),
    show(): void {
      shown.set(true);
      clearTimeout(timer);
      timer = setTimeout(() => shown.set(false), ms);
    },
    stop: () => clearTimeout(timer),
  };
}
