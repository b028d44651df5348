import { attention } from './attacks/attention.ts';
import { checks } from './attacks/checks.ts';
import { clock } from './attacks/clock.ts';
import { institution } from './attacks/institution.ts';
import { leases } from './attacks/leases.ts';
import { delivered } from './attacks/media.ts';
import { peers } from './attacks/peers.ts';
import { signals } from './attacks/signals.ts';
import type { Section } from './play.ts';

/** In the order of the table. */
export const sections: readonly Section[] = [
  peers,
  clock,
  leases,
  attention,
  delivered,
  checks,
  institution,
  signals,
];
