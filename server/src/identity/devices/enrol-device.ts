import { enrolmentBytes, type MachineClaim } from '@minjiang/shared/identity';
import { newId } from '@minjiang/shared/kernel';
import { appendEvent, fieldProblem, Problem, type Keys, type Tx } from '../../platform/index.ts';
import { deviceCodeHash, isSignedBy } from './device-rules.ts';
import { assertRoom } from './issue-device-code.ts';

export interface EnrolDeps {
  readonly keys: Keys;
  /** Whether an origin that a machine signed for is this platform's. */
  readonly isOurs: (origin: string) => boolean;
}

type Claim = MachineClaim & { readonly code: string };

interface UsedCode {
  readonly centreId: string | null;
  readonly room: string;
  readonly name: string;
}

/**
 * Enrols a machine of the centre that made the code.
 * @throws Problem device-signature, device-code-refused, device-known
 */
export async function enrolKiosk(
  tx: Tx,
  now: number,
  claim: Claim,
  deps: EnrolDeps,
): Promise<{ deviceId: string; centreName: string; room: string; name: string }> {
  assertSigned(claim, deps);
  const used = await useCode(tx, now, claim.code, null, deps.keys);
  const { centreId, room, name } = used;
  const deviceId = await addDevice(tx, now, claim, { kind: 'kiosk', centreId, accountId: null, room, name });
  await appendEvent(tx, { kind: 'device.enrolled', actorId: null, ...subjectOf(deviceId) }, now);
  const [centre] = await tx.sql<{ name: string }>('SELECT name FROM identity_organisations WHERE id = $1', [
    centreId,
  ]);
  return { deviceId, centreName: centre!.name, room, name };
}

/**
 * Enrols a learner's own machine.
 * @throws Problem device-signature, device-code-refused, device-known, device-limit
 */
export async function enrolHome(
  tx: Tx,
  now: number,
  accountId: string,
  claim: Claim & { readonly name: string },
  deps: EnrolDeps,
): Promise<{ deviceId: string }> {
  assertSigned(claim, deps);
  await assertRoom(tx.sql, accountId);
  await useCode(tx, now, claim.code, accountId, deps.keys);
  const place = { kind: 'home', centreId: null, accountId, room: '', name: claim.name } as const;
  const deviceId = await addDevice(tx, now, claim, place);
  await appendEvent(tx, { kind: 'device.enrolled', actorId: accountId, ...subjectOf(deviceId) }, now);
  return { deviceId };
}

export const subjectOf = (deviceId: string) => ({ subjectKind: 'device', subjectId: deviceId });

function assertSigned(claim: Claim, { isOurs }: EnrolDeps): void {
  const { origin, code, publicKey, signature } = claim;
  if (!isOurs(origin) || !isSignedBy(publicKey, enrolmentBytes({ origin, code, publicKey }), signature))
    throw fieldProblem('device-signature', 'signature');
}

/** A code is used once: its row goes, and of two that come at the same time the second finds none. */
async function useCode(
  tx: Tx,
  now: number,
  code: string,
  accountId: string | null,
  keys: Keys,
): Promise<UsedCode> {
  const [used] = await tx.sql<UsedCode>(
    `DELETE FROM identity_device_codes
     WHERE code_hash = $1 AND expires_at > $2 AND account_id IS NOT DISTINCT FROM $3::uuid
     RETURNING centre_id AS "centreId", room, name`,
    [deviceCodeHash(keys, code), new Date(now), accountId],
  );
  if (!used) throw fieldProblem('device-code-refused', 'code');
  return used;
}

async function addDevice(
  tx: Tx,
  now: number,
  { publicKey, keyStore, program }: MachineClaim,
  place: UsedCode & { readonly kind: 'kiosk' | 'home'; readonly accountId: string | null },
): Promise<string> {
  const id = newId();
  const made = await tx.sql(
    `INSERT INTO identity_devices (id, kind, centre_id, account_id, room, name, public_key, key_store, program, state,
       enrolled_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'active', $10) ON CONFLICT (public_key) WHERE state <> 'removed' DO NOTHING
     RETURNING id`,
    [
      id,
      place.kind,
      place.centreId,
      place.accountId,
      place.room,
      place.name,
      publicKey,
      keyStore,
      program,
      new Date(now),
    ],
  );
  if (made.length === 0) throw new Problem('device-known');
  return id;
}
