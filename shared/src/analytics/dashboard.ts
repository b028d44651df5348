import * as z from 'zod';
import { progressRow } from '../learning/index.ts';
import { defineRoute, id, instant, localDate } from '../kernel/index.ts';

/** What a first screen counts; each is the number of a list that the portal has, but for those of the platform itself. */
export const dashboardCodes = [
  'classes-draft',
  'classes-upcoming',
  'classes-open',
  'classes-finished',
  'staff-not-begun',
  'staff-behind',
  'staff-on-course',
  'staff-done',
  'machines-held',
  'machines-active',
  'cases-open',
  'cases-proposed',
  'exports-asked',
  'events-undelivered',
  'days-without-head',
] as const;
export type DashboardCode = (typeof dashboardCodes)[number];

export const dashboardFigure = z.object({
  code: z.enum(dashboardCodes),
  count: z.int(),
  /** When the first of them is due, or since when the first waits. */
  at: instant().nullable(),
  /** The same where it is a local day. */
  day: localDate().nullable(),
});
export type DashboardFigure = z.infer<typeof dashboardFigure>;

/** An open class with its learners by how they stand. */
export const dashboardClass = z.object({
  classId: id(),
  name: z.string(),
  closesOn: localDate(),
  enrolled: z.int(),
  standings: z.array(z.object({ state: progressRow.shape.state, learners: z.int() })),
});
export type DashboardClass = z.infer<typeof dashboardClass>;

/** A file that was checked and waits for somebody to accept it or to give it up. */
export const dashboardImport = z.object({
  kind: z.enum(['roster', 'programmes']),
  importId: id(),
  /** Of a roster. */
  classId: id().nullable(),
  className: z.string().nullable(),
  /** Rows without and with faults. */
  good: z.int(),
  bad: z.int(),
  /** When it is forgotten. */
  expiresAt: instant(),
});
export type DashboardImport = z.infer<typeof dashboardImport>;

/** What the holder of a role sees first: what waits for him, then how things stand; all of one snapshot. */
export const dashboard = z.object({
  asOf: instant(),
  today: localDate(),
  figures: z.array(dashboardFigure),
  /** At most eight, the one that is forgotten first on top; none for roles that import nothing. */
  imports: z.array(dashboardImport),
  /** At most eight, the one that closes first on top; none for roles without classes. */
  classes: z.array(dashboardClass),
});
export type Dashboard = z.infer<typeof dashboard>;

export const readDashboard = defineRoute({
  id: 'analytics.readDashboard',
  method: 'GET',
  path: '/api/v1/dashboard',
  summary: 'The first screen of the present assignment: what waits for a decision, and how things stand',
  permission: 'dashboard:read',
  scope: { of: 'assignment' },
  answer: dashboard,
});
