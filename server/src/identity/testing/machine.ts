import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import {
  type DeviceClaim,
  type DeviceHello,
  type DeviceNews,
  enrolmentBytes,
  helloBytes,
  leaseBytes,
  type LeaseClaim,
  type MachineClaim,
} from '@minjiang/shared/identity';

type Signed = Omit<LeaseClaim, 'origin' | 'startCount' | 'startId' | 'agreementKey' | 'at'>;

/** A machine with a key, as the client program is one: it counts its starts, and can be copied. */
export function machine(origin: string, keys = generateKeyPairSync('ed25519'), startCount = 0) {
  let count = startCount;
  let startId = '';
  const signed = (bytes: Uint8Array) => sign(null, bytes, keys.privateKey).toString('base64url');
  const self = {
    publicKey: keys.publicKey.export({ format: 'jwk' }).x!,
    start() {
      count += 1;
      startId = randomBytes(16).toString('base64url');
      return self;
    },
    /** Everything that a copy of its disk would take along. */
    copied: () => machine(origin, keys, count),
    enrolment(code: string): MachineClaim & { code: string } {
      const claim = { origin, code, publicKey: self.publicKey };
      return { ...claim, signature: signed(enrolmentBytes(claim)), program: '1.0.0', keyStore: 'file' };
    },
    hello(
      of: { deviceId: string; nonce: string },
      news: Partial<DeviceNews> = {},
      program = '1.0.0',
    ): DeviceHello {
      const claim = { ...of, origin, startCount: count, startId };
      return {
        ...claim,
        signature: signed(helloBytes(claim)),
        facts: { program, electron: '45.4.1', platform: 'linux', keyStore: 'file' },
        news: { occupied: false, displays: 1, signals: [], ...news },
      };
    },
    opening(of: Signed, at = Date.now(), agreementKey = halfOfKey()): DeviceClaim {
      const claim = { ...of, origin, startCount: count, startId, at, agreementKey };
      const { deviceId, nonce } = of;
      const signature = signed(leaseBytes(claim));
      return { deviceId, nonce, origin, startCount: count, startId, at, agreementKey, signature };
    },
  };
  return self.start();
}

const halfOfKey = (): string => generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' }).x!;
