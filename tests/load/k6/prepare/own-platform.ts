import { signIn } from '../../../support/commands/signing-in.ts';
import type { House, Operators } from '../../../support/founders.ts';
import { preparePlatform, type Preparing } from './prepare-platform.ts';

/** The same on a platform that `found` has founded, with everybody who can be played. */
export async function prepareFounded(
  origin: string,
  { houses, operators }: { readonly houses: readonly House[]; readonly operators: Operators },
  of: Pick<Preparing, 'learners' | 'databaseUrl' | 'filmSeconds' | 'beatEveryMs'>,
) {
  const house = houses[0]!;
  return preparePlatform({
    ...of,
    institution: await signIn(origin, house.admin),
    employer: house.employerName,
    staff: {
      employer: await signIn(origin, house.employer),
      system: await signIn(origin, operators.system),
      audit: await signIn(origin, operators.audit),
    },
  });
}
