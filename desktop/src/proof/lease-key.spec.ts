import type { Beat } from '@minjiang/shared/learning';
import { beatSeal } from '@minjiang/shared/learning';
import { beginAgreement, sealBeat } from './lease-key.ts';

const beat: Beat = {
  leaseId: '01890000-0000-7000-8000-000000000001',
  epoch: 1,
  seq: 1,
  fromMs: 0,
  toMs: 15_000,
  rate: 1,
  foreground: true,
  playing: true,
};

describe('key of a lease', () => {
  it('is the same on both sides, and another for another lease or another half', () => {
    const machine = beginAgreement();
    const server = beginAgreement();
    const key = machine.agree(server.publicKey, beat.leaseId);
    expect(key.length).toBe(32);
    expect(server.agree(machine.publicKey, beat.leaseId)).toEqual(key);
    expect(machine.agree(server.publicKey, 'another lease')).not.toEqual(key);
    expect(machine.agree(beginAgreement().publicKey, beat.leaseId)).not.toEqual(key);
  });

  it('is not agreed with what is no key, nor with the point that makes every secret zero', () => {
    const machine = beginAgreement();
    expect(() => machine.agree('AAAA', beat.leaseId)).toThrow();
    expect(() => machine.agree(Buffer.alloc(32).toString('base64url'), beat.leaseId)).toThrow();
  });

  it('seals a beat so that no other key and no other nonce makes the same seal', () => {
    const [machine, server, stranger] = [beginAgreement(), beginAgreement(), beginAgreement()];
    const by = { nonce: 'nonce', after: 0 };
    const key = machine.agree(server.publicKey, beat.leaseId);
    const seal = sealBeat(key, beat, by);
    expect(beatSeal.safeParse(seal).success).toBeTrue();
    expect(sealBeat(server.agree(machine.publicKey, beat.leaseId), beat, by)).toEqual(seal);
    expect(sealBeat(stranger.agree(server.publicKey, beat.leaseId), beat, by)).not.toEqual(seal);
    expect(sealBeat(key, beat, { ...by, nonce: 'other' }).mac).not.toBe(seal.mac);
  });
});
