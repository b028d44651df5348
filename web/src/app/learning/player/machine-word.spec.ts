import type { ShellBridge, ShellFacts } from '@minjiang/shared/desktop';
import type { Beat, BeatsAnswer, StudyLeaseView } from '@minjiang/shared/learning';
import type { DesktopShell } from '../../shell/desktop/desktop-shell.ts';
import { machineWord } from './machine-word.ts';

const leaseId = '01890000-0000-7000-8000-000000000001';
const deviceId = '01890000-0000-7000-8000-000000000009';
const beat: Beat = {
  leaseId,
  epoch: 1,
  seq: 4,
  fromMs: 0,
  toMs: 15_000,
  rate: 1,
  foreground: true,
  playing: true,
};
const lease = { leaseId, agreementKey: 'server half', nonce: 'first' } as StudyLeaseView;
const answer = (nonce: string, nonceAfter: number) => ({ nonce, nonceAfter }) as BeatsAnswer;
const wanted = { enrolmentId: 'e', lessonId: 'l' };

/** A shell that writes down what it is asked. */
function shellOf(enrolled: boolean) {
  const asked: unknown[] = [];
  const bridge = {
    openLease: (opening: object) => (asked.push(opening), Promise.resolve({ deviceId, ...opening })),
    agree: (agreed: object) => (asked.push(agreed), Promise.resolve(true)),
    seal: ({ by }: { by: { after: number } | null }) =>
      Promise.resolve({ after: by?.after ?? 99, mac: 'mac' }),
    sealAtOnce: ({ by }: { by: { after: number } | null }) => ({ after: by?.after ?? 99, mac: 'mac' }),
  } as unknown as ShellBridge;
  const facts = { mode: 'kiosk', machine: { keyStore: 'file', deviceId: enrolled ? deviceId : null } };
  return {
    asked,
    shell: { bridge, facts: () => facts as ShellFacts, ready: Promise.resolve() } as unknown as DesktopShell,
  };
}
const api = { call: () => Promise.resolve({ nonce: 'to be signed', expiresAt: '' }) } as never;

describe('the word of the machine', () => {
  it('is none in a browser', async () => {
    const shell = { bridge: undefined, facts: () => undefined, ready: Promise.resolve() };
    const word = machineWord(shell as unknown as DesktopShell, api);
    const { client, ...rest } = await word.opening(wanted, true);
    expect(client.kind).toBe('web');
    expect(rest).toEqual(wanted);
    expect(await word.seal([beat])).toEqual([beat]);
    expect(word.sealAtOnce([beat])).toEqual([beat]);
  });

  it('signs for nothing on a machine that is not enrolled', async () => {
    const word = machineWord(shellOf(false).shell, api);
    const { client, ...rest } = await word.opening(wanted, true);
    expect(client.kind).toBe('kiosk');
    expect(rest).toEqual(wanted);
  });

  it('signs the number of the server, and agrees on the key of the lease', async () => {
    const { shell, asked } = shellOf(true);
    const word = machineWord(shell, api);
    const { client, device } = await word.opening(wanted, true);
    expect(device!.deviceId).toBe(deviceId);
    await word.begin(lease);
    expect(asked).toEqual([
      { nonce: 'to be signed', ...wanted, pageId: client.pageId },
      { leaseId, agreementKey: 'server half', nonce: 'first' },
    ]);
  });

  it('seals with the newest answer of this lease, and leaves another lease to the shell', async () => {
    const word = machineWord(shellOf(true).shell, api);
    await word.begin(lease);
    const after = async (of: Beat) => {
      const [waited] = await word.seal([of]);
      expect(word.sealAtOnce([of])).toEqual([waited!]);
      return waited!.seal!.after;
    };
    expect(await after(beat)).toBe(0);
    word.answered(answer('second', 3), leaseId);
    word.answered(answer('late', 2), leaseId);
    word.answered(answer('foreign', 9), deviceId);
    expect(await after(beat)).toBe(3);
    expect(await after({ ...beat, leaseId: deviceId })).toBe(99);
  });
});
