import { newId } from '@minjiang/shared/kernel';
import { appendEvent, Problem, type Keys, type Sql, type Tx } from '../../platform/index.ts';
import { assureRoom } from '../rooms/add-room.ts';
import { codeLifeMs, deviceCodeHash, makeDeviceCode, mostOwnDevices } from './device-rules.ts';

/** A code to enrol with; it is not stored, so this is the only time it is seen. */
export interface DeviceCode {
  readonly code: string;
  readonly expiresAt: string;
}

/** A code for one machine of a centre; a room that is new is added. @throws Problem room-limit */
export async function issueCentreCode(
  tx: Tx,
  now: number,
  actor: { readonly accountId: string; readonly centreId: string },
  place: { readonly room: string; readonly name: string },
  keys: Keys,
): Promise<DeviceCode> {
  await assureRoom(tx, now, actor, place.room);
  const code = makeDeviceCode();
  const id = newId();
  const expiresAt = new Date(now + codeLifeMs);
  await tx.sql(
    `INSERT INTO identity_device_codes (id, centre_id, room, name, code_hash, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, actor.centreId, place.room, place.name, deviceCodeHash(keys, code), expiresAt],
  );
  const subject = { subjectKind: 'organisation', subjectId: actor.centreId };
  await appendEvent(tx, { kind: 'device.code-issued', actorId: actor.accountId, ...subject }, now);
  return { code, expiresAt: expiresAt.toISOString() };
}

/**
 * A code for a learner's own machine, in place of the one before; it goes by message to him.
 * @throws Problem device-limit
 */
export async function issueOwnCode(
  tx: Tx,
  now: number,
  accountId: string,
  keys: Keys,
): Promise<DeviceCode & { readonly id: string }> {
  await assertRoom(tx.sql, accountId);
  const code = makeDeviceCode();
  const id = newId();
  const expiresAt = new Date(now + codeLifeMs);
  await tx.sql(
    `INSERT INTO identity_device_codes (id, account_id, room, name, code_hash, expires_at)
     VALUES ($1, $2, '', '', $3, $4)
     ON CONFLICT (account_id) DO UPDATE SET id = excluded.id, code_hash = excluded.code_hash,
       expires_at = excluded.expires_at`,
    [id, accountId, deviceCodeHash(keys, code), expiresAt],
  );
  return { id, code, expiresAt: expiresAt.toISOString() };
}

/** Whether the account may have one more machine; the account is locked, so that two cannot both be the second. */
export async function assertRoom(sql: Sql, accountId: string): Promise<void> {
  await sql('SELECT 1 FROM identity_accounts WHERE id = $1 FOR UPDATE', [accountId]);
  const [held] = await sql<{ devices: number }>(
    `SELECT count(*)::int AS devices FROM identity_devices WHERE account_id = $1 AND state <> 'removed'`,
    [accountId],
  );
  if (held!.devices >= mostOwnDevices)
    throw new Problem('device-limit', { params: { most: mostOwnDevices } });
}
