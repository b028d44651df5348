import type { RatingProgress } from '@minjiang/shared/learning';
import { Problem, type Sql } from '../../platform/index.ts';
import { lessonsOf, type StudyEnrolment } from '../ports.ts';
import { studiedClasses, type StudiedClass } from '../record/study-queries.ts';
import { further, ratingProgressOf } from './rating-rules.ts';
import type { RatingDeps } from './rating-deps.ts';

/** The programme of an own enrolment, and how far its learner has come in it in any of his classes. */
export interface RatedProgramme {
  readonly programmeId: string;
  readonly programmeName: string;
  readonly versionId: string;
  readonly enrolment: StudyEnrolment;
  readonly progress: RatingProgress;
}

/** @throws Problem not-found when the enrolment is not his, or its class was never opened */
export async function ratedProgramme(
  sql: Sql,
  accountId: string,
  enrolmentId: string,
  { enrolments, versions }: Pick<RatingDeps, 'enrolments' | 'versions'>,
): Promise<RatedProgramme> {
  const classes = await studiedClasses(sql, accountId, enrolments, versions, { withRemoved: true });
  const own = classes.find(({ enrolment }) => enrolment.enrolmentId === enrolmentId);
  if (!own) throw new Problem('not-found');
  const { programmeId, name, versionId } = own.version;
  const progress = classes
    .filter(({ version }) => version.programmeId === programmeId)
    .map(progressIn)
    .reduce(further);
  return { programmeId, programmeName: name, versionId, enrolment: own.enrolment, progress };
}

function progressIn({ version, lessons }: StudiedClass): RatingProgress {
  const requiredMs = lessonsOf(version).reduce((sum, { durationMs }) => sum + durationMs, 0);
  return ratingProgressOf(requiredMs, [...lessons.values()]);
}
