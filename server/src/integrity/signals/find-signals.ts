import type { Sql } from '../../platform/index.ts';
import {
  isRosterAtOnePlace,
  longestStayMs,
  mostAtOnce,
  signalsOfLease,
  thresholds,
  type Finding,
} from './signal-rules.ts';

const epochMs = (column: string) => `round(extract(epoch FROM ${column}) * 1000)::float8`;
const ofDay = (column: string) => `(${column} AT TIME ZONE 'Asia/Shanghai')::date`;

type Where = Omit<Finding, 'kind' | 'subject' | 'facts'>;

/** Leases of a day, the present ones and those that were replaced. */
const leases = `(SELECT lease_id, account_id, enrolment_id, started_at, ended_at, beats, longest, moves, opening
    FROM learning_lease_traits WHERE ${ofDay('ended_at')} = $1::date
  UNION ALL
  SELECT lease_id, account_id, enrolment_id, started_at, ended_at, beats, longest, moves, opening
    FROM integrity_lease_traits WHERE ended_at >= ($1::date)::timestamp AT TIME ZONE 'Asia/Shanghai'
      AND ended_at < ($1::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')`;
const when = `$1::text AS day, ${epochMs('started_at')} AS at, ${epochMs('ended_at')} AS until`;

/** Leases whose beats were too regular, or that heard beats from several addresses. */
async function ofLeases(sql: Sql, day: string): Promise<Finding[]> {
  const rows = await sql<Where & { leaseId: string; longest: number; moves: number; beats: number }>(
    `SELECT lease_id AS "leaseId", account_id AS "accountId", enrolment_id AS "enrolmentId", longest, moves, beats, ${when}
     FROM ${leases} l WHERE longest >= $2 OR moves >= $3 ORDER BY lease_id LIMIT $4`,
    [day, thresholds.sameLength, thresholds.addressChanges, mostAtOnce],
  );
  return rows.flatMap(({ leaseId, longest, moves, beats, ...where }) =>
    signalsOfLease({ longest, moves }).map((kind) => ({
      ...where,
      kind,
      subject: leaseId,
      facts: kind === 'regular-cadence' ? { sameLength: longest, beats } : { addressChanges: moves, beats },
    })),
  );
}

/** Different people whose lessons were played by one rhythm. */
async function sameRhythm(sql: Sql, day: string): Promise<Finding[]> {
  const rows = await sql<Where & { opening: string; accounts: number }>(
    `SELECT DISTINCT ON (account_id, opening) account_id AS "accountId", enrolment_id AS "enrolmentId", opening, accounts, ${when}
     FROM ${leases} l JOIN (
       SELECT opening, count(DISTINCT account_id)::int AS accounts FROM ${leases} o WHERE opening IS NOT NULL
       GROUP BY opening HAVING count(DISTINCT account_id) > 1
     ) shared USING (opening) ORDER BY account_id, opening, lease_id LIMIT $2`,
    [day, mostAtOnce],
  );
  return rows.map(({ opening, accounts, ...where }) => ({
    ...where,
    kind: 'same-rhythm',
    subject: `${where.accountId} ${opening}`,
    facts: { accounts },
  }));
}

/** Lessons whose page was left again and again; a long stay away is one. */
async function manySwitches(sql: Sql, day: string): Promise<Finding[]> {
  const rows = await sql<Where & { lessonId: string; switches: number; awayMs: number }>(
    `SELECT f.account_id AS "accountId", f.enrolment_id AS "enrolmentId", f.lesson_id AS "lessonId",
       f.ms::float8 AS "awayMs", $1::text AS day, r.switches, r.at, r.until
     FROM learning_figures f CROSS JOIN LATERAL (
       SELECT count(*)::int AS switches, ${epochMs('min(started_at)')} AS at, ${epochMs('max(ended_at)')} AS until
       FROM learning_run_figures r WHERE r.account_id = f.account_id AND r.day = f.day AND r.enrolment_id = f.enrolment_id
         AND r.lesson_id = f.lesson_id AND r.verdict = 'not-foreground' AND r.cause = 'study'
         AND r.ended_at - r.started_at < make_interval(secs => $4::float8 / 1000)
     ) r
     WHERE f.day = $1::date AND f.verdict = 'not-foreground' AND f.times >= $2 AND r.switches >= $2
     ORDER BY f.account_id, f.lesson_id LIMIT $3`,
    [day, thresholds.switches, mostAtOnce, longestStayMs],
  );
  return rows.map(({ lessonId, switches, awayMs, ...where }) => ({
    ...where,
    kind: 'many-switches',
    subject: `${where.enrolmentId} ${lessonId}`,
    facts: { switches, awayMs },
  }));
}

/**
 * Of several people at one place only one becomes the subject: who was credited most that day. A case for each
 * of a room of forty would bury the others; the number of people stands beside it.
 * @param same when a sighting `s` is at the place `p`
 */
const mostCredited = (same: string) => `SELECT DISTINCT ON (p.number) p.number, s.account_id, s.enrolment_id
    FROM picked p JOIN integrity_sightings s ON s.day = $1::date AND ${same}
    LEFT JOIN LATERAL (
      SELECT sum(ms) AS ms FROM learning_figures f
      WHERE f.enrolment_id = s.enrolment_id AND f.day = s.day AND f.verdict = 'credited'
    ) earned ON true
    ORDER BY p.number, earned.ms DESC NULLS LAST, s.enrolment_id`;
const whoAndWhen = `most.account_id AS "accountId", most.enrolment_id AS "enrolmentId", $1::text AS day,
  ${epochMs('p.at')} AS at, ${epochMs('p.until')} AS until`;

/** Browsers that more people studied at than a family has. */
async function sharedDevices(sql: Sql, day: string): Promise<Finding[]> {
  const rows = await sql<Where & { device: string; accounts: number }>(
    `WITH picked AS MATERIALIZED (
       SELECT row_number() OVER (ORDER BY device_key) AS number, device_key, count(DISTINCT account_id)::int AS accounts,
         min(first_at) AS at, max(last_at) AS until
       FROM integrity_sightings WHERE day = $1::date AND device_key <> ''
       GROUP BY device_key HAVING count(DISTINCT account_id) >= $2 ORDER BY device_key LIMIT $3
     ), most AS (${mostCredited('s.device_key = p.device_key')})
     SELECT p.device_key AS device, p.accounts, ${whoAndWhen} FROM picked p JOIN most USING (number) ORDER BY number`,
    [day, thresholds.accountsOnDevice, mostAtOnce],
  );
  return rows.map(({ device, accounts, ...where }) => ({
    ...where,
    kind: 'shared-device',
    subject: device,
    facts: { accounts },
  }));
}

/** Classes of which many studied from one place on a day. */
async function rosters(
  sql: Sql,
  day: string,
  kind: 'roster-one-address' | 'roster-one-device',
): Promise<Finding[]> {
  const place = kind === 'roster-one-address' ? 'address_key' : 'device_key';
  const rows = await sql<Where & { classId: string; atPlace: number; active: number }>(
    `WITH places AS (
       SELECT class_id, ${place} AS place, count(DISTINCT account_id)::int AS accounts, min(first_at) AS at, max(last_at) AS until
       FROM integrity_sightings WHERE day = $1::date AND ${place} <> ''
       GROUP BY class_id, ${place} HAVING count(DISTINCT account_id) >= $2
     ), picked AS MATERIALIZED (
       SELECT row_number() OVER (ORDER BY class_id) AS number, fullest.* FROM (
         SELECT DISTINCT ON (class_id) * FROM places ORDER BY class_id, accounts DESC, place LIMIT $3
       ) fullest
     ), active AS (
       SELECT class_id, count(DISTINCT account_id)::int AS active FROM integrity_sightings WHERE day = $1::date GROUP BY class_id
     ), most AS (${mostCredited(`s.class_id = p.class_id AND s.${place} = p.place`)})
     SELECT p.class_id AS "classId", p.accounts AS "atPlace", a.active, ${whoAndWhen}
     FROM picked p JOIN active a USING (class_id) JOIN most USING (number) ORDER BY number`,
    [day, thresholds.rosterAtPlace, mostAtOnce],
  );
  return rows.filter(isRosterAtOnePlace).map(({ classId, atPlace, active, ...where }) => ({
    ...where,
    kind,
    subject: classId,
    facts: { accounts: atPlace, active },
  }));
}

/** Study in a session that somebody elsewhere sees, and may act in. */
async function remoteSessions(sql: Sql, day: string): Promise<Finding[]> {
  const rows = await sql<Where & { openings: number }>(
    `SELECT account_id AS "accountId", enrolment_id AS "enrolmentId", openings, $1::text AS day,
       ${epochMs('first_at')} AS at, ${epochMs('last_at')} AS until
     FROM integrity_sensed WHERE day = $1::date AND kind = 'remote-session' ORDER BY enrolment_id LIMIT $2`,
    [day, mostAtOnce],
  );
  return rows.map(({ openings, ...where }) => ({
    ...where,
    kind: 'remote-session',
    subject: where.enrolmentId,
    facts: { openings },
  }));
}

/** Everything that points to something on a local day. Reads only. */
export async function findSignals(sql: Sql, day: string): Promise<Finding[]> {
  return [
    ...(await ofLeases(sql, day)),
    ...(await sameRhythm(sql, day)),
    ...(await manySwitches(sql, day)),
    ...(await sharedDevices(sql, day)),
    ...(await rosters(sql, day, 'roster-one-address')),
    ...(await rosters(sql, day, 'roster-one-device')),
    ...(await remoteSessions(sql, day)),
  ];
}
