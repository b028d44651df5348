import { identityRoutes } from '@minjiang/shared/identity';
import type { BodyInputOf } from '@minjiang/shared/kernel';
import type { Beat, BeatsAnswer, learningRoutes, StudyLeaseView } from '@minjiang/shared/learning';
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
}

export function machineWord({ bridge, facts, ready }: DesktopShell, api: Pick<Api, 'call'>): MachineWord {
  let newest: { leaseId: string; nonce: string; after: number } | undefined;
  const sealed = async (beat: Beat): Promise<Beat> => {
    const { seal: _old, ...bare } = beat;
    const by = newest?.leaseId === beat.leaseId ? { nonce: newest.nonce, after: newest.after } : null;
    const seal = await bridge!.seal({ beat: bare, by });
    return seal ? { ...bare, seal } : bare;
  };
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
    seal: (beats) => (bridge ? Promise.all(beats.map(sealed)) : Promise.resolve(beats)),
  };
}
