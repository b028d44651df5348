import { identityRoutes, type DeviceClaim } from '@minjiang/shared/identity';
import {
  organisationOf,
  route,
  type BoundRoute,
  type Clock,
  type Database,
  type Keys,
  type Sql,
  type SubjectResolver,
  type Tx,
} from '../../platform/index.ts';
import { decideDevice } from './decide-device.ts';
import { centreOfDevice, devicesOf, listDevices } from './device-queries.ts';
import { enrolHome, enrolKiosk } from './enrol-device.ts';
import { issueCentreCode, issueOwnCode } from './issue-device-code.ts';
import { isOwnOrigin } from './device-rules.ts';
import { giveNonce, proveDevice, type Opening, type ProvenDevice } from './prove-device.ts';

export interface DevicesDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly keys: Keys;
  /** The address in the browser, where it is known; otherwise any origin of the host that was asked is ours. */
  readonly publicOrigin: string | null;
  readonly endLeasesOf: (tx: Tx, deviceId: string) => Promise<void>;
  /** Sends a learner the code for his own machine by message. */
  readonly sendCode: (
    sql: Sql,
    to: { accountId: string; codeId: string; code: string; expiresAt: number },
    now: number,
  ) => Promise<void>;
}

/** Machines that are known by a key of their own: kiosks of centres, and learners' own. */
export interface Devices {
  readonly routes: BoundRoute[];
  readonly subjects: { readonly device: SubjectResolver };
  /** @throws Problem device-unknown, device-held, device-signature, device-nonce, device-clock */
  prove(claim: DeviceClaim, opening: Opening, host: string | undefined): Promise<ProvenDevice>;
}

export function makeDevices(deps: DevicesDeps): Devices {
  const { db, clock, keys, publicOrigin, endLeasesOf, sendCode } = deps;
  const isOursAt = (host: string | undefined) => (origin: string) => isOwnOrigin(origin, publicOrigin, host);
  const write = <T>(work: (tx: Tx, now: number) => Promise<T>): Promise<T> =>
    db.transaction(async (tx) => work(tx, await clock.now(tx.sql)));
  const routes = [
    route(identityRoutes.issueDeviceCode, ({ actor, body }) => {
      const { accountId } = actor;
      return write((tx, now) =>
        issueCentreCode(tx, now, { accountId, centreId: organisationOf(actor) }, body, keys),
      );
    }),
    route(identityRoutes.enrolKiosk, ({ body, request }) =>
      write((tx, now) => enrolKiosk(tx, now, body, { keys, isOurs: isOursAt(request.headers.host) })),
    ),
    route(identityRoutes.listDevices, ({ actor, query }) =>
      db.snapshot((sql) => listDevices(sql, organisationOf(actor), query)),
    ),
    route(identityRoutes.decideDevice, ({ actor, params, body }) =>
      write(async (tx, now) => {
        await decideDevice(tx, now, { ...params, ...body, actorId: actor.accountId }, endLeasesOf);
        return undefined;
      }),
    ),
    route(identityRoutes.deviceNonce, ({ actor, params }) =>
      write((tx, now) => giveNonce(tx, now, actor.accountId, params.deviceId)),
    ),
    route(identityRoutes.requestDeviceCode, ({ actor: { accountId } }) =>
      write(async (tx, now) => {
        const { id, code, expiresAt } = await issueOwnCode(tx, now, accountId, keys);
        await sendCode(tx.sql, { accountId, codeId: id, code, expiresAt: Date.parse(expiresAt) }, now);
        return { expiresAt };
      }),
    ),
    route(identityRoutes.enrolHome, ({ actor, body, request }) =>
      write((tx, now) =>
        enrolHome(tx, now, actor.accountId, body, { keys, isOurs: isOursAt(request.headers.host) }),
      ),
    ),
    route(identityRoutes.myDevices, async ({ actor }) => ({
      devices: await devicesOf(db.sql, actor.accountId),
    })),
    route(identityRoutes.removeMyDevice, ({ actor: { accountId }, params }) =>
      write(async (tx, now) => {
        const decision = { ...params, actorId: accountId, accountId, decision: 'remove' as const };
        await decideDevice(tx, now, decision, endLeasesOf);
        return undefined;
      }),
    ),
  ];
  return {
    routes,
    subjects: { device: (deviceId) => centreOfDevice(db.sql, deviceId) },
    prove: (claim, opening, host) =>
      proveDevice(claim, opening, { db, clock, isOurs: isOursAt(host), endLeasesOf }),
  };
}
