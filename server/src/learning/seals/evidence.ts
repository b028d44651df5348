import type { Evidence } from '@minjiang/shared/learning';

const evidenceOfTerminals: Readonly<Record<string, Evidence>> = { kiosk: 'attested', home: 'signed' };

/** How strongly a lease on this terminal vouches for what it earns: beats of a machine are sealed, or earn nothing. */
export const evidenceOf = (terminal: string): Evidence => evidenceOfTerminals[terminal] ?? 'stated';
