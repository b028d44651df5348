import type { Request } from 'express';
import { accountRoutes } from './accounts/account-routes.ts';
import { AccountModel } from './accounts/account-model.ts';
import {
  accountsInState,
  describeAccounts,
  emailOf,
  findAccountIds,
  hasAccounts,
  hasActive,
  holdsRole,
} from './accounts/account-queries.ts';
import { peopleInFiles } from './accounts/people-in-files.ts';
import { withEmail } from './accounts/reachable.ts';
import { createAccount } from './accounts/create-account.ts';
import { setPassword } from './accounts/set-password.ts';
import { checkLearners, findOrInviteLearner } from './accounts/invite-learner.ts';
import { inviteLearners } from './accounts/invite-learners.ts';
import { defineActivationMail } from './activation/activation-mail.ts';
import { activationRoutes } from './activation/activation-routes.ts';
import { issueActivationCode, issueActivationCodes } from './activation/issue-activation-code.ts';
import { auditRoutes } from './audit/audit-routes.ts';
import { cleanUp } from './clean-up.ts';
import { machinesByState } from './devices/device-queries.ts';
import { makeDevices } from './devices/devices.ts';
import { bindDeviceLinks } from './links/device-links.ts';
import { holdCopy } from './links/hold-copy.ts';
import { orderRoutes } from './orders/order-routes.ts';
import { createOrganisation } from './organisations/create-organisation.ts';
import { OrganisationModel } from './organisations/organisation-model.ts';
import {
  findEmployer,
  findEmployers,
  organisationsById,
  regionsOf,
} from './organisations/organisation-queries.ts';
import { organisationRoutes } from './organisations/organisation-routes.ts';
import { centreOfRoom } from './rooms/room-queries.ts';
import { roomRoutes } from './rooms/room-routes.ts';
import { makeAuthenticator } from './sessions/authenticate.ts';
import { makeSessionEnding } from './sessions/end-sessions.ts';
import { makeSocketSessions } from './sessions/socket-sessions.ts';
import { sessionRoutes } from './sessions/session-routes.ts';
import { confirmPassword } from './sign-in/confirm-password.ts';
import { makeLocks } from './sign-in/locks.ts';
import { makePasswords } from './sign-in/passwords.ts';
import { signInRoutes } from './sign-in/sign-in-routes.ts';
import { wallRoutes } from './wall/wall-routes.ts';
import type { Identity, IdentityDeps } from './identity.ts';

export { copySeen } from './links/welcome-device.ts';
export { identityMigrations } from './migrations.ts';
export type { DevicesDeps } from './devices/devices.ts';
export type { Opening, ProvenDevice } from './devices/prove-device.ts';
export type { DescribedAccount } from './accounts/account-queries.ts';
export type { NewAccount, NewAssignment } from './accounts/create-account.ts';
export type { PersonField, PersonInFile } from './accounts/people-in-files.ts';
export type { CheckedLearner, Invitation, InvitedPerson } from './accounts/invite-learner.ts';
export type { ComposedMail, MailSubject, MessagingPort } from './activation/activation-mail.ts';
export type { CodeRefusal, IssuedCode } from './activation/issue-activation-code.ts';
export type { NewOrganisation } from './organisations/create-organisation.ts';
export type { OrganisationName } from './organisations/organisation-queries.ts';
export type { SessionsEndedListener } from './sessions/end-sessions.ts';
export type { Identity, IdentityDeps } from './identity.ts';

export function makeIdentity(deps: IdentityDeps): Identity {
  const { db, clock, sealing, keys, config, messaging } = deps;
  const accounts = AccountModel.define(db.sequelize);
  const organisations = OrganisationModel.define(db.sequelize);
  const ending = makeSessionEnding();
  const passwords = makePasswords();
  const locks = makeLocks(keys);
  const isSecure = (request: Request) => config.production || request.secure;
  const issuing = { keys, sealing, messaging };
  const credentials = { db, clock, sealing, locks, passwords };
  defineActivationMail(messaging, { db, clock, keys, sealing, origin: config.publicOrigin ?? null });
  const devices = makeDevices({
    db,
    clock,
    keys,
    publicOrigin: config.publicOrigin ?? null,
    ...deps.devices,
  });
  const { leastProgram, endLeasesOf } = deps.devices;
  return {
    routes: [
      ...devices.routes,
      ...roomRoutes(db, clock),
      ...orderRoutes(db, clock),
      ...wallRoutes(db, clock, deps.devices),
      ...signInRoutes({ ...credentials, ending, sessionMs: config.sessionMs, isSecure }),
      ...sessionRoutes({ db, clock, sealing, ending, isSecure }),
      ...activationRoutes({ ...credentials, keys }),
      ...organisationRoutes(db, clock, organisations),
      ...accountRoutes({ ...credentials, keys, messaging, ending, accounts }),
      ...auditRoutes(db),
    ],
    subjects: { ...devices.subjects, room: (roomId) => centreOfRoom(db.sql, roomId) },
    bindLinks: (sockets, log) =>
      bindDeviceLinks(sockets, {
        ...{ sql: db.sql, clock, log, leastProgram, publicOrigin: config.publicOrigin ?? null },
      }),
    onCopySeen: holdCopy((tx) => clock.now(tx.sql), endLeasesOf),
    proveDevice: devices.prove,
    authenticate: makeAuthenticator(db, clock.expression, ending, config.staffIdleMs),
    socketSessions: makeSocketSessions({ pool: db.pool, clock, staffIdleMs: config.staffIdleMs }),
    onSessionsEnded: (listener) => ending.onSessionsEnded(listener),
    findOrInviteLearner: (tx, now, person) => findOrInviteLearner(tx, now, person, sealing),
    inviteLearners: (tx, now, people) => inviteLearners(tx, now, people, sealing),
    checkLearners: (sql, people) => checkLearners(sql, people, sealing),
    describeAccounts: (sql, accountIds) => describeAccounts(sql, sealing, accountIds),
    accountsInState,
    withEmail,
    emailOf: (accountId) => emailOf(db.sql, sealing, accountId),
    hasAccounts,
    hasActive,
    holdsRole,
    peopleInFiles: (sql, ...of) => peopleInFiles(sql, sealing, ...of),
    confirmPassword: (actor, password, address) => confirmPassword(credentials, actor, password, address),
    findAccountIds: (sql, text) => findAccountIds(sql, sealing, text),
    issueActivationCode: (tx, now, actor, accountId, channel) =>
      issueActivationCode(tx, now, actor?.accountId ?? null, accountId, channel, issuing),
    issueActivationCodes: (tx, now, actor, accountIds, channel) =>
      issueActivationCodes(tx, now, actor.accountId, accountIds, channel, issuing),
    organisations: organisationsById,
    regionsOf,
    machinesByState,
    findEmployer,
    findEmployers,
    createOrganisation: async (tx, now, organisation) =>
      (await createOrganisation(tx, now, null, organisation, organisations)).id,
    createAccount: (tx, now, account) => createAccount(tx, now, account, { accounts, sealing, passwords }),
    setPassword: (tx, now, accountId, password) =>
      setPassword(tx, now, accountId, password, { passwords, ending }),
    cleanUp: () => cleanUp({ db, clock, ending, staffIdleMs: config.staffIdleMs }),
  };
}
