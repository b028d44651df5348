const micros = (column: string) => `(extract(epoch FROM ${column}) * 1000000)::bigint`;

/** The columns of a run under the names of `SealedFields`, for the sealer and for whoever verifies it. */
export const sealedColumns = `run_id AS "runId", account_id AS "accountId", enrolment_id AS "enrolmentId",
  lesson_id AS "lessonId", lesson_version_id AS "lessonVersionId", encoding_id AS "encodingId",
  rule_set_id AS "ruleSetId", cause_id AS "causeId", day::text AS day, ${micros('started_at')} AS "startedAt",
  ${micros('ended_at')} AS "endedAt", ${micros('closed_at')} AS "closedAt", from_ms AS "fromMs", to_ms AS "toMs", ms,
  late_ms AS "lateMs", verdict, terminal, evidence, cause`;
