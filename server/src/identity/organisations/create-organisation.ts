import { newId } from '@minjiang/shared/kernel';
import type { Organisation, OrganisationKind } from '@minjiang/shared/identity';
import { UniqueConstraintError } from 'sequelize';
import { appendEvent, Problem, type Tx } from '../../platform/index.ts';
import type { OrganisationModel } from './organisation-model.ts';
import { presentOrganisation } from './organisation-queries.ts';

export interface NewOrganisation {
  readonly kind: OrganisationKind;
  readonly name: string;
  /** Unified social credit code. */
  readonly creditCode?: string | undefined;
  readonly regionCode: string;
}

/** @throws Problem organisation-known when its kind has the name already, or anyone the credit code */
export async function createOrganisation(
  tx: Tx,
  now: number,
  actorId: string | null,
  given: NewOrganisation,
  organisations: typeof OrganisationModel,
): Promise<Organisation> {
  const id = newId();
  try {
    const made = await organisations.create(
      {
        id,
        kind: given.kind,
        name: given.name,
        creditCode: given.creditCode ?? null,
        regionCode: given.regionCode,
        createdAt: new Date(now),
      },
      { transaction: tx.transaction },
    );
    const event = { kind: 'organisation.created', actorId, subjectKind: 'organisation', subjectId: id };
    await appendEvent(tx, event, now);
    return presentOrganisation(made);
  } catch (error) {
    if (error instanceof UniqueConstraintError) throw new Problem('organisation-known');
    throw error;
  }
}
