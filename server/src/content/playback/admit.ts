import { Problem, type Actor } from '../../platform/index.ts';
import type { ContentContext } from '../context.ts';
import { readToken, type Grant } from './token.ts';

/** How long a reading of the clock is carried on; segments are asked for by thousands at once. */
const clockReadingMs = 1000;

/**
 * Lets a request through when its token was made for this account and this file, is not over, and, for a
 * learner, while the lease is still the one that may earn.
 */
export function makeAdmission({ db, clock, keys, leaseHolds }: ContentContext) {
  let reading: { at: number; now: number } | null = null;
  async function nowMs(): Promise<number> {
    if (!reading || performance.now() - reading.at > clockReadingMs)
      reading = { at: performance.now(), now: await clock.now(db.sql) };
    return reading.now + (performance.now() - reading.at);
  }
  /** @returns what the token grants @throws Problem `playback-refused` */
  return async function admit(actor: Actor, subjectId: string, token: string): Promise<Grant> {
    const { accountId } = actor;
    const grant = readToken(keys, token, { accountId, subjectId }, await nowMs());
    if (!grant) throw new Problem('playback-refused');
    if (grant.kind === 'lease' && !(await leaseHolds(accountId, grant.leaseId, grant.epoch)))
      throw new Problem('playback-refused');
    return grant;
  };
}
