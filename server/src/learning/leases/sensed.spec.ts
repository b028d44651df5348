import { createHash } from 'node:crypto';
import type { DeviceClaim } from '@minjiang/shared/identity';
import { sensedOf } from './sensed.ts';

const claim = (sensed?: string[]) => ({ sensed }) as unknown as DeviceClaim;
const of = (text: string) => createHash('sha256').update(text).digest('hex');

describe('what an opening says of its machine', () => {
  it('is what the machine signed for, each once', () => {
    expect(sensedOf(undefined, {})).toEqual([]);
    expect(sensedOf(claim(), {})).toEqual([]);
    expect(sensedOf(claim(['remote-session', 'virtual-machine', 'remote-session']), {})).toEqual([
      'remote-session',
      'virtual-machine',
    ]);
  });

  it('is that Safe Exam Browser asks, by either of its headers', () => {
    const address = 'https://study.example.cn/api/v1/study/leases';
    for (const name of ['x-safeexambrowser-configkeyhash', 'x-safeexambrowser-requesthash'])
      for (const value of [of(address), of(address).toUpperCase()])
        expect(sensedOf(undefined, { [name]: value })).toEqual(['safe-exam-browser']);
    for (const value of ['', 'yes', of(address).slice(1), `${of(address)}0`])
      expect(sensedOf(undefined, { 'x-safeexambrowser-configkeyhash': value }))
        .withContext(value)
        .toEqual([]);
  });
});
