import { studyRules } from '@minjiang/shared/catalog';
import { scratchFolder } from '../../../support/places.ts';
import { assetWhen, upload } from '../../../support/commands/assets.ts';
import { openClass } from '../../../support/commands/classes.ts';
import { film, publishProgramme } from '../../../support/commands/programmes.ts';
import { makeClip } from '../../../support/clip.ts';
import type { Http } from '../../../support/http.ts';
import type { LoadData, LoadStaff } from '../scripts/platform/load-data.ts';
import { enrolAll, type Enrolled } from './enrol-all.ts';
import { enterAll } from './enter-all.ts';
import { openSessions } from './open-sessions.ts';

export interface Preparing {
  readonly institution: Http;
  /** Of all who may be played besides the institution. */
  readonly staff: Readonly<Partial<Record<LoadStaff['role'], Http>>>;
  readonly learners: number;
  /** Name of the employer of every tenth of them. */
  readonly employer?: string;
  /** Of the platform, where it is at hand: a thousand sessions are then opened at once. */
  readonly databaseUrl?: string;
  readonly filmSeconds: number;
  readonly beatEveryMs: number;
}

/**
 * Films, a programme, a class of learners who have activated their accounts and are signed in, all through the
 * front door of a running platform.
 */
export async function preparePlatform(of: Preparing): Promise<LoadData> {
  const { institution, filmSeconds, beatEveryMs } = of;
  const clip = await makeClip(`${scratchFolder('load')}/film.mp4`, filmSeconds, 440);
  const assetId = await upload(institution, { name: 'film.mp4', content: clip });
  await assetWhen(institution, assetId, 'ready');
  const name = `Load ${new Date().toISOString()}`;
  // Nothing but the hours differs from what a platform begins with, so that it runs at night too.
  const rules = studyRules.parse({ permittedFromMinute: 0, permittedToMinute: 1440, beatEveryMs });
  const programmeId = await publishProgramme(institution, name, [film(assetId)], rules);
  const classId = await openClass(institution, programmeId, name);
  const people = await enrolAll(institution, classId, of.learners, of.employer);
  const learners = of.databaseUrl
    ? await openSessions(of.databaseUrl, ...(await enterFirst(institution, classId, people)))
    : await enterAll(institution, classId, people);
  return {
    learners,
    staff: Object.entries({ institution, ...of.staff }).map(([role, http]) => ({
      role: role as LoadStaff['role'],
      session: sessionOf(http),
    })),
  };
}

async function enterFirst(staff: Http, classId: string, people: readonly Enrolled[]) {
  const [first] = await enterAll(staff, classId, people.slice(0, 1));
  return [first!, people.slice(1)] as const;
}

/** Value of the session cookie of somebody who is signed in. */
export const sessionOf = (http: Http): string => http.cookie()!.split('=')[1]!;
