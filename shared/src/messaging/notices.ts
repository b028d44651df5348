import * as z from 'zod';
import { id, instant } from '../kernel/index.ts';

/** What a notice is about. The portal makes the words of it from the numbers that come with it. */
export const noticeTemplate = z.enum([
  'check-code',
  'device-code',
  'check-missed',
  'make-up-due',
  'study-stopped',
  'study-reopened',
  'case-decided',
  'rating-hidden',
]);
export type NoticeTemplate = z.infer<typeof noticeTemplate>;

/** A notice to the reader himself. */
export const notice = z.object({
  noticeId: id(),
  template: noticeTemplate,
  /** Ids, numbers and dates by name. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  createdAt: instant(),
  readAt: instant().nullable(),
  /** From then on it is not shown any more. */
  expiresAt: instant().nullable(),
});
export type Notice = z.infer<typeof notice>;

/** Socket event `notice:new`, server → page: there is a notice to fetch. */
export const noticeNew = z.object({ noticeId: id() });
