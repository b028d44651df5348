/** What the running program does with its window when somebody starts the program again. */
export type FrontStep = 'restore' | 'show' | 'focus';

/**
 * The steps that bring the one window to the front. The arguments of the second start are not even looked at: whoever
 * can start a program must not be able to point the running one at another server or mode.
 */
export function answerSecondStart(window: { shown: boolean; minimised: boolean }): readonly FrontStep[] {
  if (window.minimised) return ['restore', 'focus'];
  return window.shown ? ['focus'] : ['show', 'focus'];
}
