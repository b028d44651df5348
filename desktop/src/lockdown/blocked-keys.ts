/** A key as the window hears it: `key` as in the browser, the rest are the held modifiers. */
export interface KeyPress {
  readonly key: string;
  readonly control: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
  readonly shift?: boolean;
}

/** With Ctrl: edit text, and the space bar that turns the Chinese input method on and off. */
const withControl: ReadonlySet<string> = new Set([
  'a',
  'c',
  'v',
  'x',
  'y',
  'z',
  ' ',
  'control',
  'shift',
  'home',
  'end',
]);
const functionKey = /^f\d{1,2}$/i;

/** Whether the kiosk swallows a key: all function keys, everything with Alt or Super, and with Ctrl all but editing. */
export function isBlocked({ key, control, alt, meta }: KeyPress): boolean {
  if (alt || meta || functionKey.test(key)) return true;
  if (key === 'PrintScreen' || key === 'ContextMenu' || key.startsWith('Browser') || key.startsWith('Launch'))
    return true;
  return control && !withControl.has(key.toLowerCase());
}

/** Whether these keys lead the staff to their exit: Ctrl, Alt, Shift and S. */
export const isStaffCombination = ({ key, control, alt, shift = false }: KeyPress): boolean =>
  control && alt && shift && key.toLowerCase() === 's';

/** Combinations the kiosk asks the system for, so that they do nothing outside the window either. */
export const machineCombinations: readonly string[] = [
  'Alt+F4',
  'Alt+Tab',
  'Alt+Space',
  'Alt+Escape',
  'Control+Escape',
  'Control+Shift+Escape',
  'Super+D',
  'Super+E',
  'Super+L',
  'Super+R',
  'Super+Tab',
  'PrintScreen',
];
