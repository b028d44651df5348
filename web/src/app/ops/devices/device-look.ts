import type { DeviceState, KeyStore } from '@minjiang/shared/identity';
import type { IconName } from '../../ui/icon-paths.ts';
import type { Tone } from '../../ui/tag.ts';

interface Look {
  readonly tone: Tone;
  readonly icon: IconName;
}

/** How the state of a machine looks; its word is the text `ops.devices.states.<state>`. */
export const deviceLook: Record<DeviceState, Look> = {
  active: { tone: 'ok', icon: 'check' },
  held: { tone: 'bad', icon: 'alert' },
  removed: { tone: 'plain', icon: 'minus' },
};

/** How the place of a key looks; its word is the text `ops.devices.stores.<store>`. */
export const storeLook: Record<KeyStore, Look> = {
  safe: { tone: 'plain', icon: 'shield' },
  file: { tone: 'warn', icon: 'alert' },
};

/** A code stands for 15 minutes after it was made. */
export const codeLifeMs = 15 * 60_000;

/** The groups in which a code of 13 characters is read aloud and typed: four, four, five. */
export const codeGroups = (code: string): string[] => [code.slice(0, 4), code.slice(4, 8), code.slice(8)];
