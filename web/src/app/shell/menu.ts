import type { Role } from '@minjiang/shared/identity';
import type { IconName } from '../ui/icon-paths.ts';

export interface MenuEntry {
  readonly path: string;
  /** Its word is the text `shell.menu.<name>`. */
  readonly name: string;
  readonly icon: IconName;
}

const learner = [
  { path: '/today', name: 'today', icon: 'today' },
  { path: '/my-classes', name: 'my-classes', icon: 'book' },
  { path: '/record', name: 'record', icon: 'chart' },
  { path: '/messages', name: 'messages', icon: 'message' },
  { path: '/help', name: 'help', icon: 'help' },
] as const satisfies MenuEntry[];
const programmes = { path: '/programmes', name: 'programmes', icon: 'list' } as const;
const assets = { path: '/assets', name: 'assets', icon: 'film' } as const;
const cases = { path: '/cases', name: 'cases', icon: 'today' } as const;
const figures = { path: '/figures', name: 'figures', icon: 'chart' } as const;
const classes = { path: '/classes', name: 'classes', icon: 'users' } as const;

const dashboard = { path: '/dashboard', name: 'dashboard', icon: 'home' } as const;

/** The menu of each role; its first entry is the first screen. */
export const menuTable: Record<Role, readonly MenuEntry[]> = {
  learner,
  instructor: [dashboard, classes, programmes, assets, figures],
  'institution-admin': [dashboard, classes, programmes, assets, figures],
  'employer-admin': [dashboard, { path: '/staff', name: 'staff', icon: 'users' }, figures],
  'centre-admin': [
    dashboard,
    { path: '/devices', name: 'devices', icon: 'lock' },
    { path: '/wall', name: 'wall', icon: 'list' },
  ],
  'system-admin': [
    dashboard,
    { path: '/organisations', name: 'organisations', icon: 'building' },
    { path: '/centres', name: 'centres', icon: 'lock' },
    cases,
    figures,
    { path: '/ratings', name: 'ratings', icon: 'message' },
  ],
  'security-admin': [
    dashboard,
    { path: '/accounts', name: 'accounts', icon: 'lock' },
    cases,
    { path: '/export-requests', name: 'export-requests', icon: 'download' },
  ],
  'audit-admin': [
    dashboard,
    { path: '/events', name: 'events', icon: 'shield' },
    cases,
    { path: '/ledger-heads', name: 'ledger-heads', icon: 'lock' },
    figures,
  ],
};

/** Where a role begins. */
export const firstScreen = (role: Role): string => menuTable[role][0]?.path ?? '/help';
