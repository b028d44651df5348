import { isStoreAway } from '../db/away.ts';
import { Problem } from './problem.ts';

/** The database cannot now what it can in a moment, and is told as such; null for any other fault. */
export const asBusy = (error: unknown): Problem | null =>
  isStoreAway(error) ? new Problem('busy', { retryAfterSeconds: 2 }) : null;
