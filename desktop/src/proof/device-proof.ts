import type { Sealing, LeaseAgreed, LeaseOpening } from '@minjiang/shared/desktop';
import type { DeviceClaim, DeviceHello, KeyStore, MachineClaim } from '@minjiang/shared/identity';
import { laterNonce, type BeatSeal, type HeldNonce } from '@minjiang/shared/learning';
import { beginAgreement, sealBeat, type LeaseAgreement } from './lease-key.ts';
import type { MachineKey } from './machine-key.ts';

/** Leases whose beats may still wait to be sent; keys are forgotten with the program. */
const mostLeases = 8;

export interface Machine {
  readonly key: MachineKey;
  /** Origin of the platform as the program is configured. */
  readonly origin: string;
  readonly program: string;
  readonly keyStore: KeyStore;
  /** The machine's clock as its person set it, milliseconds. */
  readonly wallNow: () => number;
  /** What its sensors see at this moment. */
  readonly signals: () => readonly string[];
}

/** The word of this machine: to be enrolled, for the opening of a lease, and for every beat of it. */
export function deviceProof({ key, origin, program, keyStore, wallNow, signals }: Machine) {
  let begun: LeaseAgreement | undefined;
  const leases = new Map<string, { readonly key: Buffer; by: HeldNonce }>();
  return {
    machine: () => ({ keyStore, deviceId: key.deviceId() }),
    enrolment({ code }: { code: string }): MachineClaim & { code: string } {
      const { publicKey } = key;
      return { origin, code, publicKey, signature: key.signEnrolment({ origin, code }), program, keyStore };
    },
    async enrolled({ deviceId }: { deviceId: string }): Promise<true> {
      await key.keepDeviceId(deviceId);
      return true;
    },
    /** For one connection to the server; null before the machine is enrolled. */
    hello(nonce: string): Omit<DeviceHello, 'facts' | 'news'> | null {
      const deviceId = key.deviceId();
      if (deviceId === null) return null;
      const { startCount, startId } = key;
      const signature = key.signHello({ origin, deviceId, nonce });
      return { deviceId, origin, nonce, startCount, startId, signature };
    },
    openLease(opening: LeaseOpening): DeviceClaim | null {
      const deviceId = key.deviceId();
      if (deviceId === null) return null;
      begun = beginAgreement();
      const agreementKey = begun.publicKey;
      const at = Math.round(wallNow());
      const seen = signals();
      const sensed = seen.length > 0 ? { sensed: [...seen] } : {};
      const signature = key.signLease({ ...opening, origin, deviceId, at, agreementKey, ...sensed });
      const { startCount, startId } = key;
      const { nonce } = opening;
      return { deviceId, origin, nonce, startCount, startId, at, agreementKey, ...sensed, signature };
    },
    /** Of the lease that was signed for last; each half agrees on one key. */
    agree({ leaseId, agreementKey, nonce }: LeaseAgreed): boolean {
      if (!begun) return false;
      leases.set(leaseId, { key: begun.agree(agreementKey, leaseId), by: { nonce, after: 0 } });
      begun = undefined;
      if (leases.size > mostLeases) leases.delete(leases.keys().next().value!);
      return true;
    },
    seal({ beat, by }: Sealing): BeatSeal | null {
      const lease = leases.get(beat.leaseId);
      if (!lease) return null;
      if (by) lease.by = laterNonce(lease.by, by);
      return sealBeat(lease.key, beat, lease.by);
    },
  };
}

export type DeviceProof = ReturnType<typeof deviceProof>;
