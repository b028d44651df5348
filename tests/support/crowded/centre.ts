import { identityRoutes } from '@minjiang/shared/identity';
import { machine } from '../../../server/src/identity/testing/machine.ts';
import { visit, type Http } from '../http.ts';
import type { OwnDatabase } from '../own-database.ts';

/** A thousand machines, 120 of them in the first of 23 rooms; some are held, away or in use. */
export async function crowdedCentre({ rows }: OwnDatabase, centre: Http): Promise<void> {
  const place = { room: '1 号楼 301 机房', name: '001 号机' };
  const { code } = (await centre.call(identityRoutes.issueDeviceCode, { body: place })).body;
  const body = machine(centre.origin).enrolment(code);
  await visit(centre.origin).call(identityRoutes.enrolKiosk, { body });
  await rows(
    `INSERT INTO identity_rooms (id, centre_id, name, created_at)
     SELECT gen_random_uuid(), centre_id, (n / 10 + 1) || ' 号楼 ' || 301 + n || ' 机房', now()
     FROM identity_rooms CROSS JOIN generate_series(1, 22) AS n`,
  );
  await rows(
    `INSERT INTO identity_devices (id, kind, centre_id, room, name, public_key, key_store, program, state, held_reason,
       enrolled_at, last_seen_at, locked)
     SELECT gen_random_uuid(), kind, centre_id, CASE WHEN n <= 120 THEN room ELSE r.name END, lpad(n::text, 3, '0') || ' 号机',
       public_key || n, CASE WHEN n % 9 = 0 THEN 'file' ELSE 'safe' END, '1.4.0',
       CASE WHEN n % 17 = 0 THEN 'held' ELSE 'active' END, CASE WHEN n % 17 = 0 THEN 'start-twice' END, now(),
       CASE WHEN n % 5 > 0 THEN now() - n * interval '1 second' END, n % 13 = 0
     FROM identity_devices CROSS JOIN generate_series(2, 1000) AS n
     CROSS JOIN LATERAL (SELECT name FROM identity_rooms ORDER BY name OFFSET n % 23 LIMIT 1) r`,
  );
  // Heard of now, and for as long as a run takes.
  await rows(
    `INSERT INTO identity_device_links (device_id, link, came_at, seen_at, program, electron, platform, key_store, occupied,
       displays, signals)
     SELECT id, 'crowd', now(), now() + interval '1 hour', program, '38', 'win32', key_store, ascii(right(name, 4)) % 3 > 0, 1,
       CASE WHEN name LIKE '%5 号机' THEN ARRAY['remote-session'] ELSE '{}' END
     FROM identity_devices WHERE last_seen_at IS NOT NULL`,
  );
}
