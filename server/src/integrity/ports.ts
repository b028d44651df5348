import type { Clock, Database, Keys, Sealing, Sql, Tx } from '../platform/index.ts';
import type { Learning, ProgrammeVersion, StudyEnrolment } from '../learning/index.ts';
import type { CodeSender } from './checks/codes.ts';

/** Whatever runs in a transaction, whoever opened it. */
export type InTx = Pick<Tx, 'sql'>;

/** What integrity asks of the module learning. */
export type Ledger = Pick<Learning, 'gate' | 'cancelSince' | 'doneLessons' | 'lackingOf' | 'moveCredit'>;

/** What integrity asks of classes and catalog. */
export interface EnrolmentSource {
  studyEnrolment(sql: Sql, accountId: string, enrolmentId: string): Promise<StudyEnrolment | null>;
  enrolmentsOf(sql: Sql, accountId: string): Promise<StudyEnrolment[]>;
}

export interface VersionSource {
  version(sql: Sql, versionId: string): Promise<ProgrammeVersion | null>;
  versions(sql: Sql, versionIds: readonly string[]): Promise<Map<string, ProgrammeVersion>>;
}

/** What integrity asks of identity. */
export interface PeopleSource {
  describeAccounts(sql: Sql, accountIds: readonly string[]): Promise<Map<string, { maskedName: string }>>;
  organisations(sql: Sql, ids: readonly string[]): Promise<Map<string, { name: string }>>;
}

/** A notice in the portal: ids and numbers, of which the portal makes words. */
export interface NewNotice {
  readonly accountId: string;
  readonly template: 'check-missed' | 'make-up-due' | 'study-stopped' | 'study-reopened' | 'case-decided';
  readonly params: Readonly<Record<string, string | number>>;
  readonly expiresAt: number | null;
}

/** Puts notices before their readers when the transaction commits. */
export type Notify = (sql: Sql, notices: readonly NewNotice[], now: number) => Promise<void>;

/**
 * Compares who sits before the camera with whom the account belongs to. The server asks the provider itself; what a
 * page says of a result counts for nothing, and no picture is kept here. None is connected yet: publication refuses
 * rules that ask for a face, and no check is issued as one.
 */
export interface FaceProvider {
  /** Begins one comparison. @returns the provider's name for it, and where the page shows itself */
  begin(of: { readonly accountId: string; readonly checkId: string }): Promise<{
    readonly comparisonId: string;
    readonly pageUrl: string;
    readonly expiresAt: number;
  }>;
  result(comparisonId: string): Promise<'waiting' | 'same' | 'other' | 'unsure'>;
}

export interface IntegrityDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly keys: Keys;
  readonly sealing: Sealing;
  readonly learning: Ledger;
  readonly enrolments: EnrolmentSource;
  readonly versions: VersionSource;
  readonly people: PeopleSource;
  readonly notify: Notify;
  readonly codeSenders: readonly CodeSender[];
}
