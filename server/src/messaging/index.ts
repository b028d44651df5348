import { newId } from '@minjiang/shared/kernel';
import type { BoundRoute, Clock, Database, Jobs, Log, Sealing, Sql, Tx } from '../platform/index.ts';
import { deliverMail, type ComposeMail } from './mail/deliver-mail.ts';
import { maxAttempts } from './mail/delivery-rules.ts';
import { smtpMail, type SendMail } from './mail/send-mail.ts';
import { noticeRoutes } from './notices/notice-routes.ts';
import { addNotices, dropOldNotices, type NewNotice } from './notices/notice-store.ts';

export { mailCodes } from './codes/mail-codes.ts';
export { codesByMail, codesByNotice, codeToMail, deviceCodeNotice } from './codes/code-senders.ts';
export { messagingMigrations } from './migrations.ts';
export type { ComposeMail } from './mail/deliver-mail.ts';
export type { Attachment, Mail, SendMail } from './mail/send-mail.ts';
export type { NewNotice } from './notices/notice-store.ts';

export interface MessagingDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealing: Sealing;
  readonly log: Log;
  /** The job is declared here, so make messaging before `jobs.start`. */
  readonly jobs: Jobs;
  /** `smtp://…` or `smtps://…`; without one nothing can be mailed. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
}

/** What a delivery is about; ids only, so that jobs and records hold no personal data. */
export interface DeliverySubject {
  readonly template: string;
  /** Null for what goes to no account. */
  readonly accountId: string | null;
  readonly subjectId: string;
}

export type DeliveryState = 'waiting' | 'sent' | 'dropped' | 'failed';

export interface Messaging {
  readonly routes: BoundRoute[];
  readonly mailConfigured: boolean;
  /** Says how the mails of a template are written: in the worker, at each try, from the subject's id. */
  defineMail(template: string, compose: ComposeMail): void;
  /** Sends a mail after the transaction commits. @throws Error when mail is not configured */
  queueMail(tx: Pick<Tx, 'sql'>, now: number, subject: DeliverySubject): Promise<void>;
  /** How the newest delivery about each subject stands. */
  deliveryStates(
    sql: Sql,
    template: string,
    subjectIds: readonly string[],
  ): Promise<Map<string, DeliveryState>>;
  /** Notes that something was handed over on paper. */
  recordSlip(tx: Tx, now: number, subject: DeliverySubject): Promise<void>;
  /** Puts notices before their readers in the portal, when the transaction commits. */
  notify(sql: Sql, notices: readonly NewNotice[], now: number): Promise<void>;
  /** Forgets notices that have expired; call daily or so in a worker. */
  cleanUp(): Promise<void>;
}

const mailJob = 'messaging-mail';

export function makeMessaging({
  db,
  clock,
  sealing,
  log,
  jobs,
  smtpUrl,
  mailFrom,
}: MessagingDeps): Messaging {
  const templates = new Map<string, ComposeMail>();
  const send: SendMail = smtpUrl
    ? smtpMail(smtpUrl, mailFrom)
    : () => Promise.reject(new Error('no mail server is configured'));
  jobs.define<{ deliveryId: string }>(
    mailJob,
    { retries: maxAttempts - 1, retryDelaySeconds: 10, expireInSeconds: 180, concurrency: 2 },
    ({ deliveryId }) => deliverMail({ db, clock, log, send, templates }, deliveryId),
  );
  return {
    routes: noticeRoutes({ db, clock, sealing }),
    mailConfigured: smtpUrl !== null,
    defineMail: (template, compose) => void templates.set(template, compose),
    async queueMail(tx, now, subject) {
      if (smtpUrl === null) throw new Error('no mail server is configured');
      const deliveryId = await record(tx, now, subject, 'email');
      await jobs.send(tx, mailJob, { deliveryId }, deliveryId);
    },
    async deliveryStates(sql, template, subjectIds) {
      const rows = await sql<{ id: string; state: DeliveryState }>(
        `SELECT DISTINCT ON (subject_id) subject_id AS id, state FROM messaging_deliveries
         WHERE template = $1 AND channel = 'email' AND subject_id = ANY($2::uuid[])
         ORDER BY subject_id, requested_at DESC`,
        [template, subjectIds],
      );
      return new Map(rows.map(({ id, state }) => [id, state]));
    },
    async recordSlip(tx, now, subject) {
      await record(tx, now, subject, 'slip');
    },
    notify: (sql, notices, now) => addNotices(sql, sealing, notices, now),
    cleanUp: async () => dropOldNotices(db.sql, await clock.now(db.sql)),
  };
}

async function record(tx: Pick<Tx, 'sql'>, now: number, subject: DeliverySubject, channel: 'email' | 'slip') {
  const id = newId();
  const isOnPaper = channel === 'slip';
  await tx.sql(
    `INSERT INTO messaging_deliveries (id, channel, template, account_id, subject_id, state, requested_at,
       finished_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      id,
      channel,
      subject.template,
      subject.accountId,
      subject.subjectId,
      isOnPaper ? 'handed-over' : 'waiting',
      new Date(now),
      isOnPaper ? new Date(now) : null,
    ],
  );
  return id;
}
