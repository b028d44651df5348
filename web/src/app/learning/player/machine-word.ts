import { identityRoutes } from '@minjiang/shared/identity';
import type { BodyInputOf } from '@minjiang/shared/kernel';
import type { Sealing } from '@minjiang/shared/desktop';
import type { Beat, BeatsAnswer, BeatSeal, learningRoutes, StudyLeaseView } from '@minjiang/shared/learning';
import type { Api } from '../../api/api.ts';
import type { DesktopShell } from '../../shell/desktop/desktop-shell.ts';
import { pageId } from './page-id.ts';

interface Wanted {
  readonly enrolmentId: string;
  readonly lessonId: string;
}
type Opening = BodyInputOf<typeof learningRoutes.openLease>;

/** The word of the machine this page runs on, where it is an enrolled one: for leases and for beats. */
export interface MachineWord {
  /** The request for a lease, signed for; unsigned in a browser and on a machine that is not enrolled. */
  opening(wanted: Wanted, proves: boolean): Promise<Opening>;
  /** A lease was taken. */
  begin(lease: StudyLeaseView): Promise<void>;
  answered(answer: BeatsAnswer, leaseId: string): void;
  /** The same beats, sealed; untouched where no machine signed for their lease. */
  seal(beats: readonly Beat[]): Promise<readonly Beat[]>;
  /** The same without waiting, for a page that is going away. */
  sealAtOnce(beats: readonly Beat[]): readonly Beat[];
}

export function machineWord({ bridge, facts, ready }: DesktopShell, api: Pick<Api, 'call'>): MachineWord {
  let newest: { leaseId: string; nonce: string; after: number } | undefined;
  function sealing({ seal: _old, ...beat }: Beat): Sealing {
    const by = newest?.leaseId === beat.leaseId ? { nonce: newest.nonce, after: newest.after } : null;
    return { beat, by };
  }
  const sealed = ({ beat }: Sealing, seal: BeatSeal | null): Beat => (seal ? { ...beat, seal } : beat);
  return {
    async opening(wanted, proves) {
      await ready;
      const client = { kind: facts()?.mode ?? 'web', pageId: pageId(), proves } as const;
      const deviceId = facts()?.machine.deviceId;
      if (!bridge || !deviceId) return { ...wanted, client };
      const { nonce } = await api.call(identityRoutes.deviceNonce, { params: { deviceId } });
      const device = await bridge.openLease({ nonce, ...wanted, pageId: client.pageId });
      return { ...wanted, client, ...(device ? { device } : {}) };
    },
    async begin({ leaseId, agreementKey, nonce }) {
      newest = undefined;
      if (!bridge || agreementKey === null) return;
      await bridge.agree({ leaseId, agreementKey, nonce });
      newest = { leaseId, nonce, after: 0 };
    },
    answered({ nonce, nonceAfter }, leaseId) {
      if (newest?.leaseId === leaseId && nonceAfter > newest.after)
        newest = { leaseId, nonce, after: nonceAfter };
    },
    async seal(beats) {
      if (!bridge) return beats;
      return Promise.all(beats.map(sealing).map(async (of) => sealed(of, await bridge.seal(of))));
    },
    sealAtOnce: (beats) =>
      bridge ? beats.map(sealing).map((of) => sealed(of, bridge.sealAtOnce(of))) : beats,
  };
}
