import type {
  DashboardClass,
  DashboardCode,
  DashboardFigure,
  DashboardImport,
} from '@minjiang/shared/analytics';
import type { Role } from '@minjiang/shared/identity';
import { addDays, localDay } from '@minjiang/shared/kernel';
import type { Catalog } from '../../catalog/index.ts';
import type { Classes } from '../../classes/index.ts';
import type { Identity } from '../../identity/index.ts';
import type { Integrity } from '../../integrity/index.ts';
import { lastHeadDay, type Learning } from '../../learning/index.ts';
import { undeliveredEvents, type Sql } from '../../platform/index.ts';
import { requestsWaiting } from '../exports/export-requests.ts';

/** Whose first screens ask which module for what. */
export interface DashboardSources {
  readonly catalog: Pick<Catalog, 'outlinesWaiting'>;
  readonly classes: Pick<Classes, 'classesAtWork' | 'rostersWaiting'>;
  readonly learning: Pick<Learning, 'standingsOf'>;
  readonly machines: Pick<Identity, 'machinesByState'>;
  readonly cases: Pick<Integrity, 'casesWaiting'>;
}

export interface FirstScreen {
  readonly figures: readonly DashboardFigure[];
  readonly imports?: readonly DashboardImport[];
  readonly classes: readonly DashboardClass[];
}

const [mostClasses, mostImports] = [8, 8];

const figure = (
  code: DashboardCode,
  count: number,
  when: { readonly at?: Date | null; readonly day?: string | null } = {},
): DashboardFigure => ({ code, count, at: when.at?.toISOString() ?? null, day: when.day ?? null });

interface Asked {
  readonly sql: Sql;
  readonly now: number;
  readonly from: DashboardSources;
}

/** Classes that wait to be opened, then those at work with their learners. */
async function ofInstitution({ sql, now, from }: Asked, organisationId: string): Promise<FirstScreen> {
  const { counts, open } = await from.classes.classesAtWork(sql, organisationId, localDay(now), mostClasses);
  const classIds = open.map(({ classId }) => classId);
  const standings = classIds.length > 0 ? await from.learning.standingsOf(sql, { classIds }, now) : [];
  return {
    figures: (['draft', 'upcoming', 'open', 'finished'] as const).map((state) => {
      const of = counts.find((each) => each.state === state);
      return figure(`classes-${state}`, of?.classes ?? 0, { day: of?.nextDay ?? null });
    }),
    classes: open.map(({ classId, ...of }) => {
      const own = standings.filter((each) => each.classId === classId);
      return {
        ...{ classId, ...of },
        enrolled: own.reduce((sum, { learners }) => sum + learners, 0),
        standings: own.map(({ state, learners }) => ({ state, learners })),
      };
    }),
  };
}

/** Files that wait for whoever may accept them. */
async function importsOf({ sql, now, from }: Asked, organisationId: string): Promise<DashboardImport[]> {
  const rosters = await from.classes.rostersWaiting(sql, now, organisationId, mostImports);
  const outlines = await from.catalog.outlinesWaiting(sql, now, organisationId, mostImports);
  return [
    ...rosters.map((each) => ({ ...each, kind: 'roster' as const })),
    ...outlines.map(({ ownerId: _owner, ...each }) => ({
      ...each,
      kind: 'programmes' as const,
      classId: null,
      className: null,
    })),
  ]
    .sort((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime())
    .slice(0, mostImports)
    .map((each) => ({ ...each, expiresAt: each.expiresAt.toISOString() }));
}

/** The own staff by how they stand, over all classes. */
async function ofEmployer({ sql, now, from }: Asked, employerId: string): Promise<FirstScreen> {
  const standings = await from.learning.standingsOf(sql, { employerId }, now);
  const figures = (['not-begun', 'behind', 'on-course', 'done'] as const).map((state) => {
    const own = standings.filter((each) => each.state === state);
    return figure(
      `staff-${state}`,
      own.reduce((sum, { learners }) => sum + learners, 0),
    );
  });
  return { figures, classes: [] };
}

async function ofCentre({ sql, from }: Asked, centreId: string): Promise<FirstScreen> {
  const states = await from.machines.machinesByState(sql, centreId);
  const count = (state: string) => states.find((each) => each.state === state)?.machines ?? 0;
  const figures = [figure('machines-held', count('held')), figure('machines-active', count('active'))];
  return { figures, classes: [] };
}

async function casesIn({ sql, from }: Asked, ...states: ('open' | 'proposed')[]): Promise<DashboardFigure[]> {
  const waiting = await from.cases.casesWaiting(sql);
  return states.map((state) => {
    const of = waiting.find((each) => each.state === state);
    return figure(`cases-${state}`, of?.cases ?? 0, { at: of?.decideBy ?? null });
  });
}

async function ofSystem(asked: Asked): Promise<FirstScreen> {
  const { count, since } = await undeliveredEvents(asked.sql);
  const figures = [...(await casesIn(asked, 'open')), figure('events-undelivered', count, { at: since })];
  return { figures, classes: [] };
}

/** What the second person decides: cases, and files that somebody wants in clear. */
async function ofSecurity(asked: Asked): Promise<FirstScreen> {
  const { count, lapses } = await requestsWaiting(asked.sql, asked.now);
  const figures = [...(await casesIn(asked, 'proposed')), figure('exports-asked', count, { at: lapses })];
  return { figures, classes: [] };
}

/** Whoever audits sees whether the ledger was sealed every day, and what waits with those who decide. */
async function ofAudit(asked: Asked): Promise<FirstScreen> {
  const last = await lastHeadDay(asked.sql);
  const due = addDays(localDay(asked.now), -1);
  let missing = 0;
  if (last !== null) for (let day = addDays(last, 1); day <= due; day = addDays(day, 1)) missing += 1;
  return {
    figures: [
      figure('days-without-head', missing, { day: last }),
      ...(await casesIn(asked, 'open', 'proposed')),
    ],
    classes: [],
  };
}

/** The first screen of whoever holds a role; each duty sees its own and nothing of the others. */
export async function firstScreenOf(
  role: Role,
  organisationId: string | null,
  asked: Asked,
): Promise<FirstScreen> {
  const nothing = { figures: [], classes: [] };
  switch (role) {
    case 'instructor':
      return organisationId ? ofInstitution(asked, organisationId) : nothing;
    case 'institution-admin':
      if (!organisationId) return nothing;
      return {
        ...(await ofInstitution(asked, organisationId)),
        imports: await importsOf(asked, organisationId),
      };
    case 'employer-admin':
      return organisationId ? ofEmployer(asked, organisationId) : nothing;
    case 'centre-admin':
      return organisationId ? ofCentre(asked, organisationId) : nothing;
    case 'system-admin':
      return ofSystem(asked);
    case 'security-admin':
      return ofSecurity(asked);
    case 'audit-admin':
      return ofAudit(asked);
    case 'learner':
      return nothing;
  }
}
