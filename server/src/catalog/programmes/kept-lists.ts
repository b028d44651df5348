import { createHash } from 'node:crypto';
import { catalogRoutes, type ProgrammeRow } from '@minjiang/shared/catalog';
import type { Page } from '@minjiang/shared/kernel';
import type { Sql } from '../../platform/index.ts';
import { listProgrammes, type ProgrammeQuery } from './programme-queries.ts';

export interface KeptList {
  /** Of the institution's catalogue when the list was read. */
  readonly revision: string;
  readonly list: Page<ProgrammeRow>;
  readonly text: string;
  /**
   * Of the text, so that every process gives the same text the same tag, and a release that shows more another. Weak,
   * since the bytes that go out depend on how they are compressed.
   */
  readonly tag: string;
}

/** At most 100 rows each. */
const mostKept = 256;

/**
 * Lists of programmes as they were answered, the last asked for. Nothing tells a process to forget one: each is asked
 * for under the revision that the database has now, and a change commits with the next revision.
 */
export function keptLists() {
  const kept = new Map<string, KeptList>();
  return {
    async current(sql: Sql, organisationId: string, query: ProgrammeQuery): Promise<KeptList> {
      const { page, pageSize, search, only } = query;
      const key = JSON.stringify([organisationId, page, pageSize, search, only]);
      // Read before the list: a list that is newer than its revision is read once more, an older one would stay.
      const revision = await revisionOf(sql, organisationId);
      const known = kept.get(key);
      const current =
        known?.revision === revision
          ? known
          : answerOf(revision, await listProgrammes(sql, organisationId, query));
      kept.delete(key);
      kept.set(key, current);
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      return current;
    },
    size: () => kept.size,
  };
}

/** Changes with every change of a programme of the institution, in the same transaction; empty while it has none. */
async function revisionOf(sql: Sql, organisationId: string): Promise<string> {
  const [row] = await sql<{ revision: string }>(
    'SELECT revision FROM catalog_revisions WHERE organisation_id = $1',
    [organisationId],
  );
  return row?.revision ?? '';
}

function answerOf(revision: string, given: Page<ProgrammeRow>): KeptList {
  const list = catalogRoutes.listProgrammes.answer.parse(given);
  const text = JSON.stringify(list);
  const tag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  return { revision, list, text, tag };
}
