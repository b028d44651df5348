/** What a process that only takes beats asks of this module. */
export { withEmail } from './accounts/reachable.ts';
export { bindDeviceLinks } from './links/device-links.ts';
export { identityMigrations } from './migrations.ts';
export { makeSocketSessions } from './sessions/socket-sessions.ts';
