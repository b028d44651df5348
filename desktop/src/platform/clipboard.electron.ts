import { clipboard } from 'electron';
import type { Clipboard } from './ports.ts';

export function electronClipboard(): Clipboard {
  return { clear: () => clipboard.clear() };
}
