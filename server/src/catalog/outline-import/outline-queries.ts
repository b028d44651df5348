import type { OutlineRow, ProgrammeImport } from '@minjiang/shared/catalog';
import type { Imports, KeptRow, Sql } from '../../platform/index.ts';
import type { KeptLesson } from './make-programmes.ts';

/** How far an import is, what its file holds, and what was made of it. */
export async function showProgrammeImport(
  sql: Sql,
  { written, step, ...view }: Awaited<ReturnType<Imports<KeptLesson>['view']>>,
): Promise<ProgrammeImport> {
  const [parts] = await sql<
    Pick<ProgrammeImport, 'named' | 'programmes' | 'courses' | 'chapters' | 'programmeId'>
  >(
    `SELECT named, programmes, courses, chapters,
       CASE WHEN made = 1 THEN (SELECT p.id FROM catalog_programmes p WHERE p.import_id = i.id) END AS "programmeId"
     FROM catalog_outline_imports i WHERE id = $1`,
    [view.id],
  );
  return { ...view, ...parts!, step: step as ProgrammeImport['step'], made: written };
}

/** A lesson as the preview shows it; a text is not shown. */
export const showOutlineRow = ({ row, kept, faults }: KeptRow<KeptLesson>): OutlineRow => ({
  row,
  programme: kept.cells.programme.slice(0, 200),
  course: kept.cells.course.slice(0, 200),
  chapter: kept.cells.chapter.slice(0, 200),
  lesson: kept.cells.lesson.slice(0, 200),
  kind: kept.kind,
  minutes: kept.minutes,
  asset: kept.film ? kept.film.name : kept.cells.asset.slice(0, 300) || null,
  faults,
});

/** The institution that an import belongs to. */
export async function organisationOfImport(sql: Sql, importId: string): Promise<string | null> {
  const [found] = await sql<{ organisationId: string }>(
    'SELECT organisation_id AS "organisationId" FROM catalog_outline_imports WHERE id = $1',
    [importId],
  );
  return found?.organisationId ?? null;
}
