import { type Evidence, isWeaker } from '../catalog/index.ts';

const evidenceOfTerminals: Readonly<Record<string, Evidence>> = { kiosk: 'attested', home: 'signed' };

/** How strongly a lease on this terminal vouches for what it earns: beats of a machine are sealed, or earn nothing. */
export const evidenceOf = (terminal: string): Evidence => evidenceOfTerminals[terminal] ?? 'stated';

/** Why a machine that vouches this strongly may not study a programme, by the code of the problem; null when it may. */
export function lackOf(has: Evidence, least: Evidence): 'machine-needed' | 'centre-machine-needed' | null {
  if (!isWeaker(has, least)) return null;
  return least === 'attested' ? 'centre-machine-needed' : 'machine-needed';
}
