import { localDay } from '@minjiang/shared/kernel';
import { machineSignalKinds } from '@minjiang/shared/integrity';
import type { LeaseOpened } from '../../learning/index.ts';
import type { Sql } from '../../platform/index.ts';

const instant = (place: string) => `to_timestamp(${place}::float8 / 1000)`;

/**
 * Notes where a lease was opened from, and how the one before it behaved. Once an opening, never with a beat:
 * a day's repeats from one place are one row.
 */
export async function noteSighting(
  sql: Sql,
  { accountId, enrolment, place, former }: Omit<LeaseOpened, 'version' | 'lessonId'>,
  now: number,
): Promise<void> {
  if (place.address !== null || place.device !== null) {
    await sql(
      `INSERT INTO integrity_sightings AS s (day, account_id, enrolment_id, class_id, organisation_id, address_key,
         device_key, first_at, last_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, ${instant('$8')}, ${instant('$8')})
       ON CONFLICT (day, class_id, enrolment_id, address_key, device_key) DO UPDATE SET last_at = excluded.last_at`,
      [
        localDay(now),
        accountId,
        enrolment.enrolmentId,
        enrolment.classId,
        enrolment.organisationId,
        place.address ?? '',
        place.device ?? '',
        now,
      ],
    );
  }
  await noteSensed(sql, { accountId, enrolmentId: enrolment.enrolmentId, sensed: place.sensed ?? [] }, now);
  if (!former) return;
  await sql(
    `INSERT INTO integrity_lease_traits (lease_id, account_id, enrolment_id, started_at, ended_at, beats, longest, moves, opening)
     VALUES ($1, $2, $3, ${instant('$4')}, ${instant('$5')}, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
    [
      former.leaseId,
      former.accountId,
      former.enrolmentId,
      former.at,
      former.until,
      former.beats,
      former.longest,
      former.moves,
      former.opening,
    ],
  );
}

/** Notes what the machine of an opening says of itself, as far as it is known here; nothing for most. */
async function noteSensed(
  sql: Sql,
  of: { accountId: string; enrolmentId: string; sensed: readonly string[] },
  now: number,
): Promise<void> {
  const known = machineSignalKinds.filter((kind) => of.sensed.includes(kind));
  if (known.length === 0) return;
  await sql(
    `INSERT INTO integrity_sensed AS s (day, enrolment_id, kind, account_id, first_at, last_at)
     SELECT $1::date, $2::uuid, kind, $3::uuid, ${instant('$4')}, ${instant('$4')} FROM unnest($5::text[]) AS kind
     ON CONFLICT (enrolment_id, day, kind) DO UPDATE SET openings = s.openings + 1, last_at = excluded.last_at`,
    [localDay(now), of.enrolmentId, of.accountId, now, known],
  );
}
