import type { Request } from 'express';
import type { Role } from '@minjiang/shared/identity';
import type {
  Authenticator,
  BoundRoute,
  Clock,
  Database,
  EventHandler,
  Keys,
  Log,
  Sealing,
  Sockets,
  SocketSessions,
  Sql,
  SubjectResolver,
  Tx,
} from '../platform/index.ts';
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
  type DescribedAccount,
} from './accounts/account-queries.ts';
import { peopleInFiles, type PersonField, type PersonInFile } from './accounts/people-in-files.ts';
import { withEmail } from './accounts/reachable.ts';
import { createAccount, type NewAccount } from './accounts/create-account.ts';
import { setPassword } from './accounts/set-password.ts';
import {
  checkLearners,
  findOrInviteLearner,
  type CheckedLearner,
  type Invitation,
  type InvitedPerson,
} from './accounts/invite-learner.ts';
import { inviteLearners } from './accounts/invite-learners.ts';
import { defineActivationMail, type MessagingPort } from './activation/activation-mail.ts';
import { activationRoutes } from './activation/activation-routes.ts';
import {
  issueActivationCode,
  issueActivationCodes,
  type CodeRefusal,
  type IssuedCode,
} from './activation/issue-activation-code.ts';
import { auditRoutes } from './audit/audit-routes.ts';
import { cleanUp } from './clean-up.ts';
import { machinesByState } from './devices/device-queries.ts';
import { makeDevices, type Devices, type DevicesDeps } from './devices/devices.ts';
import { bindDeviceLinks } from './links/device-links.ts';
import { holdCopy } from './links/hold-copy.ts';
import { orderRoutes } from './orders/order-routes.ts';
import { createOrganisation, type NewOrganisation } from './organisations/create-organisation.ts';
import { OrganisationModel } from './organisations/organisation-model.ts';
import {
  findEmployer,
  findEmployers,
  organisationsById,
  regionsOf,
  type OrganisationName,
} from './organisations/organisation-queries.ts';
import { organisationRoutes } from './organisations/organisation-routes.ts';
import { centreOfRoom } from './rooms/room-queries.ts';
import { roomRoutes } from './rooms/room-routes.ts';
import { makeAuthenticator } from './sessions/authenticate.ts';
import { makeSessionEnding, type SessionsEndedListener } from './sessions/end-sessions.ts';
import { makeSocketSessions } from './sessions/socket-sessions.ts';
import { sessionRoutes } from './sessions/session-routes.ts';
import { confirmPassword } from './sign-in/confirm-password.ts';
import { makeLocks } from './sign-in/locks.ts';
import { makePasswords } from './sign-in/passwords.ts';
import { signInRoutes } from './sign-in/sign-in-routes.ts';
import type { WallPorts } from './wall/wall-queries.ts';
import { wallRoutes } from './wall/wall-routes.ts';

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

export interface IdentityDeps {
  readonly db: Database;
  /** Its `expression` goes into the statement that runs for every request. */
  readonly clock: Clock & { readonly expression: string };
  readonly sealing: Sealing;
  readonly keys: Keys;
  readonly config: {
    readonly production: boolean;
    readonly staffIdleMs: number;
    readonly sessionMs: number;
    /** The address in the browser, where it is known: mails lead there. */
    readonly publicOrigin?: string | null;
  };
  readonly messaging: MessagingPort;
  readonly devices: Pick<DevicesDeps, 'endLeasesOf' | 'sendCode'> & WallPorts;
}

/** One person, one account: who somebody is, and which session speaks for him. */
export interface Identity {
  readonly routes: BoundRoute[];
  readonly subjects: Readonly<Record<string, SubjectResolver>>;
  readonly authenticate: Authenticator;
  readonly socketSessions: SocketSessions;
  /** Believes an enrolled machine that a lease is opened on. */
  readonly proveDevice: Devices['prove'];
  /** Holds the links of machines that connect to this process. */
  bindLinks(sockets: Sockets, log: Log): ReturnType<typeof bindDeviceLinks>;
  /** For whoever handles events: holds a machine whose copy was seen. */
  readonly onCopySeen: EventHandler;
  /** Called in the transaction that ends sessions of accounts, or suspends one. */
  onSessionsEnded(listener: SessionsEndedListener): void;
  /** Finds the person of an ID number or makes an account without a password; a learner either way. */
  findOrInviteLearner(tx: Tx, now: number, person: InvitedPerson): Promise<Invitation>;
  /**
   * The same for many, each with an ID number and a phone of his own among them; callers that may name the same people
   * give them in the order of their ID numbers. Account ids in the order given, null where the phone is taken.
   */
  inviteLearners(tx: Tx, now: number, people: readonly InvitedPerson[]): Promise<(string | null)[]>;
  /** The same question for many, in their order, without writing. */
  checkLearners(
    sql: Sql,
    people: readonly Pick<InvitedPerson, 'idNumber' | 'phone'>[],
  ): Promise<CheckedLearner[]>;
  /** Those of the accounts that are in this state. */
  accountsInState(
    sql: Sql,
    accountIds: readonly string[],
    state: DescribedAccount['state'],
  ): Promise<string[]>;
  describeAccounts(sql: Sql, accountIds: readonly string[]): Promise<Map<string, DescribedAccount>>;
  /** Those of the accounts that can be reached by e-mail. */
  withEmail(sql: Sql, accountIds: readonly string[]): Promise<string[]>;
  /** For a mail that is about to be sent; never to be shown. */
  emailOf(accountId: string): Promise<string | null>;
  hasAccounts(sql: Sql): Promise<boolean>;
  /** Whether anybody can sign in and be this. */
  hasActive(sql: Sql, role: Role, now: number): Promise<boolean>;
  /** Whether an account can sign in and be this in that organisation. */
  readonly holdsRole: typeof holdsRole;
  /** Some fields of people for a file, by account; in clear only where two people agreed to it. */
  peopleInFiles(
    sql: Sql,
    accountIds: readonly string[],
    fields: readonly PersonField[],
    masked: boolean,
  ): Promise<Map<string, PersonInFile>>;
  /** Asks for the password of a session again. @throws Problem password-wrong | sign-in-locked | busy */
  confirmPassword(actor: { readonly accountId: string }, password: string, address: string): Promise<void>;
  /** By whole phone, ID number or user name. */
  findAccountIds(sql: Sql, text: string): Promise<string[]>;
  /** @throws Problem not-found | already-activated | no-email | email-not-configured */
  issueActivationCode(
    tx: Tx,
    now: number,
    actor: { readonly accountId: string } | null,
    accountId: string,
    channel: 'email' | 'slip',
  ): Promise<IssuedCode>;
  /** The same for many: the code of each, or why it gets none. @throws Problem email-not-configured */
  issueActivationCodes(
    tx: Tx,
    now: number,
    actor: { readonly accountId: string },
    accountIds: readonly string[],
    channel: 'email' | 'slip',
  ): Promise<Map<string, IssuedCode | CodeRefusal>>;
  organisations(sql: Sql, ids: readonly string[]): Promise<Map<string, OrganisationName>>;
  /** The region of each known organisation. */
  regionsOf(sql: Sql, ids: readonly string[]): Promise<Map<string, string>>;
  /** By whole name or unified social credit code. */
  findEmployer(sql: Sql, text: string): Promise<string | null>;
  /** The same for many: ids by text, for those that are known. */
  findEmployers(sql: Sql, texts: readonly string[]): Promise<Map<string, string>>;
  /** @returns its id. @throws Problem organisation-known */
  createOrganisation(tx: Tx, now: number, organisation: NewOrganisation): Promise<string>;
  /** @returns its id. @throws RolesExclude, UniqueConstraintError */
  createAccount(tx: Tx, now: number, account: NewAccount): Promise<string>;
  /** Without asking for the old one: for accounts whose password the operator of the machine decides. */
  setPassword(tx: Tx, now: number, accountId: string, password: string): Promise<void>;
  /** For the first screen of a centre. */
  readonly machinesByState: typeof machinesByState;
  /** For the worker, every minute or so: ends the sessions whose time is over and clears up behind them. */
  cleanUp(): Promise<void>;
}

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
