import type { Sql, Storage, Tx } from '../../platform/index.ts';
import { headById } from './head-queries.ts';
import { headMail } from './head-texts.ts';
import { headFileKey } from './make-head.ts';

const template = 'ledger-head';
/** Larger files are left for download. */
const largestAttachment = 10 * 1024 ** 2;

interface ComposedMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments?: readonly { filename: string; content: Buffer; contentType: string }[];
}

/** What heads need of messaging. */
export interface HeadMessaging {
  readonly mailConfigured: boolean;
  defineMail(template: string, compose: (subjectId: string) => Promise<ComposedMail | null>): void;
  queueMail(
    tx: Tx,
    now: number,
    subject: { template: string; accountId: string | null; subjectId: string },
  ): Promise<void>;
  deliveryStates(
    sql: Sql,
    template: string,
    subjectIds: readonly string[],
  ): Promise<Map<string, 'waiting' | 'sent' | 'dropped' | 'failed'>>;
}

export interface HeadPost {
  /** Whether a mail server and an address are configured. */
  readonly sends: boolean;
  queue(tx: Tx, now: number, headId: string): Promise<void>;
  statesOf(sql: Sql, headIds: readonly string[]): Promise<Map<string, 'waiting' | 'sent' | 'failed' | null>>;
}

/** Hands heads to an address outside the platform. */
export function makeHeadPost(
  messaging: HeadMessaging,
  { sql, storage, to }: { sql: Sql; storage: Storage; to: string | null },
): HeadPost {
  messaging.defineMail(template, async (headId) => {
    const head = await headById(sql, headId);
    // It was made again meanwhile; the newer one has a mail of its own.
    if (!head || !to) return null;
    const attached = head.sizeBytes <= largestAttachment;
    const content = attached ? await storage.read(headFileKey(head.day)) : null;
    const filename = `ledger-head-${head.day}.json.gz`;
    return {
      to,
      ...headMail(head, attached),
      ...(content ? { attachments: [{ filename, content, contentType: 'application/gzip' }] } : {}),
    };
  });
  const sends = messaging.mailConfigured && to !== null;
  return {
    sends,
    async queue(tx, now, headId) {
      if (sends) await messaging.queueMail(tx, now, { template, accountId: null, subjectId: headId });
    },
    async statesOf(inTx, headIds) {
      const states = await messaging.deliveryStates(inTx, template, headIds);
      return new Map([...states].map(([id, state]) => [id, state === 'dropped' ? null : state]));
    },
  };
}
