import { randomBytes } from 'node:crypto';
import { type DeviceClaim, type DeviceKind, leaseBytes } from '@minjiang/shared/identity';
import { appendEvent, Problem, type Clock, type Database, type Tx } from '../../platform/index.ts';
import { clockToleranceMs, isSignedBy, judgeStart, nonceLifeMs } from './device-rules.ts';
import { subjectOf } from './enrol-device.ts';

/** What a lease is opened for; its machine signed for exactly this. */
export interface Opening {
  readonly accountId: string;
  readonly enrolmentId: string;
  readonly lessonId: string;
  readonly pageId: string;
}

/** A machine that proved itself. */
export interface ProvenDevice {
  readonly deviceId: string;
  readonly kind: DeviceKind;
  /** The machine's half of the key of the lease. */
  readonly agreementKey: string;
}

export interface ProveDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly isOurs: (origin: string) => boolean;
  /** Ends the leases that a machine opened, in the transaction that holds it. */
  readonly endLeasesOf: (tx: Tx, deviceId: string) => Promise<void>;
}

interface StoredDevice {
  readonly kind: DeviceKind;
  readonly accountId: string | null;
  readonly publicKey: string;
  readonly state: string;
  readonly startCount: number;
  readonly startId: string | null;
}

/**
 * Gives a number to be signed once by this machine for this account.
 * @throws Problem device-unknown, device-held
 */
export async function giveNonce(
  tx: Tx,
  now: number,
  accountId: string,
  deviceId: string,
): Promise<{ nonce: string; expiresAt: string }> {
  const device = await readDevice(tx, deviceId, 'FOR SHARE');
  assertUsable(device, accountId);
  const nonce = randomBytes(16).toString('base64url');
  const expiresAt = new Date(now + nonceLifeMs);
  await tx.sql(
    `INSERT INTO identity_device_nonces (nonce, device_id, account_id, expires_at) VALUES ($1, $2, $3, $4)`,
    [nonce, deviceId, accountId, expiresAt],
  );
  return { nonce, expiresAt: expiresAt.toISOString() };
}

/**
 * Believes a machine, or says why not. What it finds out is kept whether or not the lease is then opened: a number is
 * used, a start is counted, a copied key store holds its machines and ends their leases.
 * @throws Problem device-unknown, device-held, device-signature, device-nonce, device-clock
 */
export async function proveDevice(
  claim: DeviceClaim,
  opening: Opening,
  { db, clock, isOurs, endLeasesOf }: ProveDeps,
): Promise<ProvenDevice> {
  const proven = await db.transaction(async (tx) => {
    const now = await clock.now(tx.sql);
    const device = await readDevice(tx, claim.deviceId, 'FOR UPDATE');
    assertUsable(device, opening.accountId);
    if (
      !isOurs(claim.origin) ||
      !isSignedBy(device.publicKey, leaseBytes({ ...claim, ...opening }), claim.signature)
    )
      return new Problem('device-signature');
    if (!(await useNonce(tx, now, claim, opening.accountId))) return new Problem('device-nonce');
    const verdict = judgeStart(
      { count: device.startCount, id: device.startId },
      { count: claim.startCount, id: claim.startId },
    );
    if (verdict === 'start-back' || verdict === 'start-twice') {
      await hold(tx, now, claim.deviceId, verdict);
      await endLeasesOf(tx, claim.deviceId);
      return new Problem('device-held');
    }
    await tx.sql(
      `UPDATE identity_devices SET start_count = $2, start_id = $3, last_seen_at = $4 WHERE id = $1`,
      [claim.deviceId, claim.startCount, claim.startId, new Date(now)],
    );
    const aheadMs = claim.at - now;
    if (Math.abs(aheadMs) > clockToleranceMs)
      return new Problem('device-clock', { params: { seconds: Math.round(Math.abs(aheadMs) / 1000) } });
    return { deviceId: claim.deviceId, kind: device.kind, agreementKey: claim.agreementKey };
  });
  if (proven instanceof Problem) throw proven;
  return proven;
}

async function readDevice(tx: Tx, deviceId: string, lock: 'FOR UPDATE' | 'FOR SHARE'): Promise<StoredDevice> {
  const [device] = await tx.sql<StoredDevice>(
    `SELECT kind, account_id AS "accountId", public_key AS "publicKey", state, start_count::float8 AS "startCount",
       start_id AS "startId"
     FROM identity_devices WHERE id = $1 ${lock}`,
    [deviceId],
  );
  if (!device) throw new Problem('device-unknown');
  return device;
}

/** Another's own machine is answered like one that does not exist. */
function assertUsable(device: StoredDevice, accountId: string): void {
  const foreign = device.kind === 'home' && device.accountId !== accountId;
  if (device.state === 'removed' || foreign) throw new Problem('device-unknown');
  if (device.state === 'held') throw new Problem('device-held');
}

async function useNonce(tx: Tx, now: number, claim: DeviceClaim, accountId: string): Promise<boolean> {
  const used = await tx.sql(
    `DELETE FROM identity_device_nonces
     WHERE nonce = $1 AND device_id = $2 AND account_id = $3 AND expires_at > $4 RETURNING nonce`,
    [claim.nonce, claim.deviceId, accountId, new Date(now)],
  );
  return used.length === 1;
}

/** Neither the machine nor its copy earns until the centre decides. */
export async function hold(tx: Tx, now: number, deviceId: string, reason: string): Promise<void> {
  await tx.sql(
    `UPDATE identity_devices SET state = 'held', held_reason = $2, last_seen_at = $3 WHERE id = $1`,
    [deviceId, reason, new Date(now)],
  );
  await tx.sql('DELETE FROM identity_device_nonces WHERE device_id = $1', [deviceId]);
  await appendEvent(
    tx,
    { kind: 'device.held', actorId: null, ...subjectOf(deviceId), data: { reason } },
    now,
  );
}
