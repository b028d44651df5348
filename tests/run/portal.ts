import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchFault } from '../../server/launch/fault.ts';
import { buildPortal, portalIsStale } from '../../server/launch/portal.ts';
import type { Context } from './context.ts';
import { failedOne, passedOne, type Counts } from './counts.ts';

/** The portal as `npm start` would build it; nothing to do when it is newer than its sources. */
export async function checkBuild({ root, scratch, signal }: Context): Promise<Counts> {
  const log = join(scratch, 'portal-build.log');
  try {
    if (portalIsStale(root)) await buildPortal(root, log, signal);
    return passedOne;
  } catch (error) {
    if (!(error instanceof LaunchFault)) throw error;
    return failedOne('build of the portal', readFileSync(log, 'utf8'));
  }
}
