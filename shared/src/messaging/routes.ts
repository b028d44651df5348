import * as z from 'zod';
import { defineRoute, id, noContent, pageOf, pageQuery } from '../kernel/index.ts';
import { notice } from './notices.ts';

export const myNotices = defineRoute({
  id: 'messaging.myNotices',
  method: 'GET',
  path: '/api/v1/me/notices',
  summary: 'Own notices, newest first, and how many are unread',
  permission: 'signed-in',
  scope: { of: 'own' },
  query: pageQuery,
  answer: pageOf(notice).extend({ unread: z.int() }),
});

export const readNotice = defineRoute({
  id: 'messaging.readNotice',
  method: 'POST',
  path: '/api/v1/me/notices/{noticeId}/read',
  summary: 'Mark an own notice as read',
  permission: 'signed-in',
  scope: { of: 'own' },
  params: z.object({ noticeId: id() }),
  answer: noContent,
  status: 204,
});
