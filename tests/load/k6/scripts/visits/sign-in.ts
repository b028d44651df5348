import { check } from 'k6';
import { asyncRequest, expectedStatuses } from 'k6/http';
import { Counter, Trend } from 'k6/metrics';
import type { identityRoutes } from '@minjiang/shared/identity';
import { call, route } from '../platform/call.ts';
import { seconds } from '../platform/pause.ts';
import { ownLearner, ownOrigin } from '../platform/people.ts';
import { settings } from '../platform/settings.ts';

const me = route<typeof identityRoutes.me>('identity.me');
const signInRoute = route<typeof identityRoutes.signIn>('identity.signIn');

const wait = new Trend('sign_in_wait', true);
const busy = new Counter('sign_in_busy');
/** Who is told to wait comes again, as the portal does for him; after so many times he has lost. */
const mostTries = 200;

/** Signs in, patiently, and looks whether he is known then. */
export async function signIn(): Promise<void> {
  const { account } = ownLearner();
  const origin = ownOrigin();
  const from = Date.now();
  let session: string | undefined;
  for (let tries = 0; session === undefined && tries < mostTries; tries++) {
    const response = await asyncRequest(
      'POST',
      origin + signInRoute.place.path,
      JSON.stringify({ account, password: settings.password }),
      {
        headers: { Origin: origin, 'Content-Type': 'application/json' },
        responseCallback: expectedStatuses(200, 429, 503),
        tags: { name: signInRoute.id, apart: 'yes' },
      },
    );
    if (response.status === 200) session = response.cookies['minjiang_session']?.[0]?.value;
    if (response.status === 200 || (response.status !== 503 && response.status !== 429)) break;
    busy.add(1);
    await seconds(Number(response.headers['Retry-After'] ?? 1) * (0.5 + Math.random()));
  }
  if (!check(session, { 'everybody gets in': (got) => got !== undefined }))
    throw new Error(`${signInRoute.id}: no session`);
  wait.add(Date.now() - from);
  await call(
    me,
    { session: session! },
    { 'he is a learner': (answer) => answer.account.active.role === 'learner' },
  );
}
