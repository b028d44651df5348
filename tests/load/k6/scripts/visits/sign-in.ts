import { check } from 'k6';
import { asyncRequest, expectedStatuses } from 'k6/http';
import { Trend } from 'k6/metrics';
import type { identityRoutes } from '@minjiang/shared/identity';
import { call, route } from '../platform/call.ts';
import { patiently, waits } from '../platform/patient.ts';
import { ownLearner, ownOrigin } from '../platform/people.ts';
import { settings } from '../platform/settings.ts';

const me = route<typeof identityRoutes.me>('identity.me');
const signInRoute = route<typeof identityRoutes.signIn>('identity.signIn');

const wait = new Trend('sign_in_wait', true);

/** Signs in, patiently, and looks whether he is known then. */
export async function signIn(): Promise<void> {
  const { account } = ownLearner();
  const origin = ownOrigin();
  const from = Date.now();
  const response = await patiently(() =>
    asyncRequest(
      'POST',
      origin + signInRoute.place.path,
      JSON.stringify({ account, password: settings.password }),
      {
        headers: { Origin: origin, 'Content-Type': 'application/json' },
        responseCallback: expectedStatuses(200, ...waits),
        tags: { name: signInRoute.id, apart: 'yes' },
      },
    ),
  );
  const session = response.status === 200 ? response.cookies['minjiang_session']?.[0]?.value : undefined;
  if (!check(session, { 'everybody gets in': (got) => got !== undefined }))
    throw new Error(`${signInRoute.id}: no session`);
  wait.add(Date.now() - from);
  await call(
    me,
    { session: session! },
    { 'he is a learner': (answer) => answer.account.active.role === 'learner' },
  );
}
