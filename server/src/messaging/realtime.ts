/** What a process that only takes beats asks of this module. */
export { codesByMail, codesByNotice } from './codes/code-senders.ts';
export { messagingMigrations } from './migrations.ts';
export { addNotices } from './notices/notice-store.ts';
