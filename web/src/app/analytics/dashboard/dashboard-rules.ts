import type { DashboardClass, DashboardCode, DashboardImport } from '@minjiang/shared/analytics';
import type { Permission } from '@minjiang/shared/identity';
import type { IconName } from '../../ui/icon-paths.ts';

/** Where the list is that a figure counts, and whose decision it waits for; without one it is only to be known. */
export interface FigureLook {
  readonly icon: IconName;
  readonly path: string | null;
  readonly query: Readonly<Record<string, string>>;
  readonly decides: Permission | null;
}

const look = (
  icon: IconName,
  path: string | null,
  query: Record<string, string> = {},
  decides: Permission | null = null,
): FigureLook => ({ icon, path, query, decides });

/** Its words are the texts `analytics.dashboard.figures.<code>`. */
export const figureLook: Record<DashboardCode, FigureLook> = {
  'classes-draft': look('edit', '/classes', { state: 'draft' }, 'class:write'),
  'classes-upcoming': look('clock', '/classes', { state: 'upcoming' }),
  'classes-open': look('play', '/classes', { state: 'open' }),
  'classes-finished': look('check', '/classes', { state: 'finished' }),
  'staff-not-begun': look('alert', '/staff', { state: 'not-begun' }, 'staff-progress:read'),
  'staff-behind': look('clock', '/staff', { state: 'behind' }, 'staff-progress:read'),
  'staff-on-course': look('play', '/staff', { state: 'on-course' }),
  'staff-done': look('check', '/staff', { state: 'done' }),
  'machines-held': look('lock', '/devices', { state: 'held' }, 'device:write'),
  'machines-active': look('check', '/devices', { state: 'active' }),
  'cases-open': look('alert', '/cases', { state: 'open' }, 'case:propose'),
  'cases-proposed': look('alert', '/cases', { state: 'proposed' }, 'case:confirm'),
  'exports-asked': look('download', '/export-requests', {}, 'export:approve'),
  'events-undelivered': look('refresh', null),
  'days-without-head': look('lock', '/ledger-heads', {}, 'ledger:audit'),
};

/** Whether somebody with these permissions has something to decide there. */
export const waits = (
  { code, count }: { readonly code: DashboardCode; readonly count: number },
  may: (permission: Permission) => boolean,
): boolean => {
  const { decides } = figureLook[code];
  return count > 0 && decides !== null && may(decides);
};

/** Where somebody decides about an import; the address holds it. */
export const importPath = ({ classId }: Pick<DashboardImport, 'classId'>): string =>
  classId === null ? '/programmes/import' : `/classes/${classId}/import`;

export const shownStandings = ['not-begun', 'behind', 'on-course', 'done'] as const;

export const learnersIn = (of: DashboardClass, state: (typeof shownStandings)[number]): number =>
  of.standings.find((each) => each.state === state)?.learners ?? 0;

/** Local days until one; none before today. */
export const daysUntil = (day: string, today: string): number =>
  Math.max(0, Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000));
