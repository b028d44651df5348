import type { Configuration } from '../session/configuration.ts';

/** Every operation of lockdown, in the order in which a plan may hold them. */
export const operationNames = [
  'wipe-storage',
  'refuse-downloads',
  'confine-pages',
  'guard-clipboard',
  'protect-content',
  'stay-awake',
  'block-shortcuts',
  'filter-keys',
  'fill-screen',
] as const;
export type OperationName = (typeof operationNames)[number];

/**
 * What a start locks down, in order. The kiosk fills the screen last: a half-locked window never covers the desktop
 * of a machine that cannot be locked. At home the machine is the learner's own: lockdown leaves it alone, and the
 * focus policy alone decides what counts.
 */
export function planLockdown(
  configuration: Pick<Configuration, 'mode' | 'contentProtection'>,
): readonly OperationName[] {
  const { mode, contentProtection } = configuration;
  return operationNames.filter((name) => (name === 'protect-content' ? contentProtection : mode === 'kiosk'));
}
