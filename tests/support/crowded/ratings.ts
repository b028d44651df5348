import { learningRoutes } from '@minjiang/shared/learning';
import type { Http } from '../http.ts';
import type { OwnDatabase } from '../own-database.ts';

interface Rater {
  readonly http: Http;
  readonly enrolmentId: string;
}

/** A rating of the learner, the same words from all others of the class, and reports of every third. */
export async function manyRatings({ rows }: OwnDatabase, { http, enrolmentId }: Rater, programmeId: string) {
  const text =
    '老师讲得清楚，案例很实用，手机上也看得明白。希望多一些动手练习的内容，例如翻身、移位和测血压。';
  const body = { stars: 4, text };
  await http.call(learningRoutes.rateProgramme, { params: { enrolmentId }, body });
  await rows(
    `INSERT INTO learning_ratings (id, account_id, programme_id, enrolment_id, programme_version_id, organisation_id,
       version, stars, text_sealed, written_at, changed_at, open_reports, waiting_since)
     SELECT gen_random_uuid(), b.account_id, r.programme_id, b.enrolment_id, r.programme_version_id, r.organisation_id,
       1, 5 - b.n % 7 / 2, CASE WHEN b.n % 2 = 0 THEN r.text_sealed END, at, at,
       CASE WHEN b.n % 6 = 0 THEN 1 + b.n % 3 ELSE 0 END, CASE WHEN b.n % 6 = 0 THEN at END
     FROM bench_learners b CROSS JOIN learning_ratings r CROSS JOIN LATERAL (SELECT now() - b.n * interval '7 minutes') t(at)
     WHERE b.class_n = 0 AND r.enrolment_id = $1`,
    [enrolmentId],
  );
  await rows(
    `INSERT INTO learning_rating_versions (rating_id, version, stars, text_sealed, written_at)
     SELECT id, version, stars, text_sealed, written_at FROM learning_ratings ON CONFLICT DO NOTHING`,
  );
  await rows(
    `INSERT INTO learning_rating_reports (id, rating_id, version, reporter_id, reported_by, reason, reported_at)
     SELECT gen_random_uuid(), id, version, gen_random_uuid(), 'learner', 'other', waiting_since
     FROM learning_ratings CROSS JOIN generate_series(1, open_reports) WHERE programme_id = $1`,
    [programmeId],
  );
}
