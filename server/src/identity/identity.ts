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
import type { holdsRole, DescribedAccount } from './accounts/account-queries.ts';
import type { PersonField, PersonInFile } from './accounts/people-in-files.ts';
import type { NewAccount } from './accounts/create-account.ts';
import type { CheckedLearner, Invitation, InvitedPerson } from './accounts/invite-learner.ts';
import type { MessagingPort } from './activation/activation-mail.ts';
import type { CodeRefusal, IssuedCode } from './activation/issue-activation-code.ts';
import type { machinesByState } from './devices/device-queries.ts';
import type { Devices, DevicesDeps } from './devices/devices.ts';
import type { bindDeviceLinks } from './links/device-links.ts';
import type { NewOrganisation } from './organisations/create-organisation.ts';
import type { OrganisationName } from './organisations/organisation-queries.ts';
import type { SessionsEndedListener } from './sessions/end-sessions.ts';
import type { WallPorts } from './wall/wall-queries.ts';

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
