import { closeGate, lockGates, openGate, placeGate, readGate, readGates } from './gate-store.ts';

/** The gate of an enrolment, for the keeper of its checks; all in the caller's transaction. */
export const gates = {
  lock: lockGates,
  read: readGate,
  readMany: readGates,
  place: placeGate,
  close: closeGate,
  open: openGate,
} as const;
