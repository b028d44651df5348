/** How far one may go on the axis: to the frontier at first viewing, anywhere once the lesson is done. */
export function allowedTo(
  frontierMs: number,
  furthestMs: number,
  lesson: { durationMs: number; done: boolean; seekForward: boolean },
): number {
  if (lesson.done || lesson.seekForward) return lesson.durationMs;
  return Math.min(lesson.durationMs, Math.max(frontierMs, furthestMs));
}

/** The speeds to choose from; one speed is no choice. */
export function ratesUpTo(maxRate: number): number[] {
  return [0.75, 1, 1.25, 1.5, 1.75, 2].filter((rate) => rate <= Math.max(1, maxRate));
}

export type PlayerKey = 'toggle' | 'back' | 'forward' | 'captions' | 'fullscreen';

/** What a key does, unless it belongs to the control that has the focus. */
export function playerKey(event: {
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  target: EventTarget | null;
}): PlayerKey | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  const on = event.target instanceof Element ? event.target : undefined;
  if (on?.closest('input:not([type=range]), select, textarea, [role=menu], [role=dialog]')) return undefined;
  const range = on?.closest('input[type=range]');
  switch (event.key) {
    case ' ':
    case 'k':
      return on?.closest('button, a') ? undefined : 'toggle';
    case 'ArrowLeft':
      return range ? undefined : 'back';
    case 'ArrowRight':
      return range ? undefined : 'forward';
    case 'c':
    case 'C':
      return 'captions';
    case 'f':
    case 'F':
      return 'fullscreen';
    default:
      return undefined;
  }
}

/** Well before the gap that would be refused, a cut-off lesson stops: what is studied on after that would be lost. */
export const shouldWaitForNetwork = (cutOff: boolean, waitingMs: number, maxGapMs: number): boolean =>
  cutOff && waitingMs >= maxGapMs * 0.8;
