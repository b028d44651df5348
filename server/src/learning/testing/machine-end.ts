import { createHmac, diffieHellman, createPublicKey, generateKeyPairSync, hkdfSync } from 'node:crypto';
import { newId } from '@minjiang/shared/kernel';
import { type Beat, type HeldNonce, sealedBytes, type StudyLeaseView } from '@minjiang/shared/learning';
import type { LedgerWorld } from './world.ts';

/** A machine's end of the agreement, as the client program holds it. */
export function machineEnd() {
  const own = generateKeyPairSync('x25519');
  return {
    half: own.publicKey.export({ format: 'jwk' }).x!,
    sealer(lease: StudyLeaseView) {
      const other = createPublicKey({
        key: { kty: 'OKP', crv: 'X25519', x: lease.agreementKey! },
        format: 'jwk',
      });
      const secret = diffieHellman({ privateKey: own.privateKey, publicKey: other });
      const key = Buffer.from(hkdfSync('sha256', secret, lease.leaseId, 'minjiang lease 1', 32));
      return (beat: Beat, by: HeldNonce): Beat => ({
        ...beat,
        seal: {
          after: by.after,
          mac: createHmac('sha256', key).update(sealedBytes(beat, by)).digest('base64url'),
        },
      });
    },
  };
}

/** A lease of the first lesson that a machine has signed for, with its seal. */
export async function openOnMachine(
  world: LedgerWorld,
  { actor, enrolmentId }: ReturnType<LedgerWorld['learner']>,
  kind: 'kiosk' | 'home',
) {
  const end = machineEnd();
  const device = { deviceId: newId(), kind, agreementKey: end.half };
  const client = { kind, pageId: 'page', proves: true };
  const input = { enrolmentId, lessonId: world.lessons.first.lessonId, client };
  const lease = await world.learning.open(actor, input, undefined, device);
  return { lease, device, seal: end.sealer(lease) };
}
