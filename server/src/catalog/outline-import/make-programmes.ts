import { studyRules } from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import {
  appendEvents,
  inGroups,
  Problem,
  rowsAtOnce,
  type NoteProgress,
  type Tx,
} from '../../platform/index.ts';
import { composeDrafts, type ComposedDraft, type GoodLesson } from './compose-drafts.ts';
import { findFilms, type FilmSources } from './outline-films.ts';
import type { ReadLesson } from './outline-rules.ts';

/** What is kept of a row of an outline. */
export type KeptLesson = GoodLesson & Pick<ReadLesson, 'minutes'>;

export interface AcceptedOutline {
  readonly importId: string;
  /** The institution. */
  readonly ownerId: string;
  readonly decidedBy: string;
  readonly good: readonly KeptLesson[];
}

/**
 * Makes programmes out of an outline, as drafts with the field's rules. Films are looked for again, since an hour may
 * have passed.
 * @returns how many programmes there are now
 * @throws Problem outline-faults
 */
export async function makeProgrammes(
  tx: Tx,
  now: number,
  accepted: AcceptedOutline,
  sources: FilmSources,
  note: NoteProgress,
): Promise<number> {
  const lessons: KeptLesson[] = [];
  for (const group of inGroups(accepted.good)) {
    const found = await findFilms(tx.sql, accepted.ownerId, group, sources);
    if (found.some(({ faults }) => faults.length > 0)) throw new Problem('outline-faults');
    lessons.push(...found);
    await note('composing', lessons.length, accepted.good.length);
  }
  let [made, written] = [0, 0];
  for (const drafts of batchesOf(composeDrafts(lessons, await nameless(tx, accepted.importId)))) {
    await insert(tx, now, accepted, drafts);
    made += drafts.length;
    written += drafts.reduce((sum, draft) => sum + draft.lessons, 0);
    await note('writing', written, lessons.length);
  }
  return made;
}

/** What whoever accepted it called the programme that the file does not name. */
async function nameless({ sql }: Tx, importId: string) {
  const [given] = await sql<{ name: string | null; occupationCode: string | null }>(
    'SELECT name, occupation_code AS "occupationCode" FROM catalog_outline_imports WHERE id = $1',
    [importId],
  );
  return { name: given?.name ?? '', occupationCode: given?.occupationCode ?? null };
}

/** As many programmes as one statement writes: their lessons count, since a draft is as large as they are many. */
function* batchesOf(drafts: Iterable<ComposedDraft>): Generator<ComposedDraft[]> {
  let [batch, lessons]: [ComposedDraft[], number] = [[], 0];
  for (const draft of drafts) {
    batch.push(draft);
    lessons += draft.lessons;
    if (lessons < rowsAtOnce) continue;
    yield batch;
    [batch, lessons] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

async function insert(
  tx: Tx,
  now: number,
  { importId, ownerId, decidedBy }: AcceptedOutline,
  drafts: readonly ComposedDraft[],
): Promise<void> {
  const rules = studyRules.parse({});
  const ids = drafts.map(() => newId());
  await tx.sql(
    `INSERT INTO catalog_programmes
       (organisation_id, import_id, created_at, changed_at, id, name, occupation_code, draft, draft_lessons)
     SELECT $1, $2, $3, $3, d.* FROM unnest($4::uuid[], $5::text[], $6::text[], $7::jsonb[], $8::int[]) AS d`,
    [
      ownerId,
      importId,
      new Date(now),
      ids,
      drafts.map(({ name }) => name),
      drafts.map(({ occupationCode }) => occupationCode),
      drafts.map(({ courses }) => JSON.stringify({ courses, rules })),
      drafts.map(({ lessons }) => lessons),
    ],
  );
  const event = { kind: 'programme.created', actorId: decidedBy, subjectKind: 'programme' };
  await appendEvents(tx, { ...event, data: { importId } }, ids, now);
}
