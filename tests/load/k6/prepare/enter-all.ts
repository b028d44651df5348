import { classesRoutes } from '@minjiang/shared/classes';
import { identityRoutes } from '@minjiang/shared/identity';
import { password } from '../../../support/founders.ts';
import { visit, type Answer, type Http } from '../../../support/http.ts';
import { seconds } from '../../../support/waiting.ts';
import type { LoadLearner } from '../scripts/platform/load-data.ts';
import type { Enrolled } from './enrol-all.ts';
import { sessionOf } from './prepare-platform.ts';

/** Codes of one request. */
const mostCodes = 200;
/** As many as the platform checks passwords at once, and one that waits. */
const atOnce = 3;

/** Activates every account with a printed code and signs in: two passwords a learner, 80 ms of a core. */
export async function enterAll(
  staff: Http,
  classId: string,
  people: readonly Enrolled[],
): Promise<LoadLearner[]> {
  const codes = new Map<string, string>();
  for (let from = 0; from < people.length; from += mostCodes) {
    const enrolmentIds = people.slice(from, from + mostCodes).map(({ enrolmentId }) => enrolmentId);
    const given = { params: { classId }, body: { channel: 'slip' as const, enrolmentIds } };
    const { issued } = (await staff.call(classesRoutes.issueActivationCodes, given)).body;
    for (const { enrolmentId, code } of issued) codes.set(enrolmentId, code!);
  }
  const entered: LoadLearner[] = new Array<LoadLearner>(people.length);
  const waiting = [...people.entries()];
  const enterNext = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [index, { person, enrolmentId }] = next;
      const session = await enter(staff.origin, person.phone, codes.get(enrolmentId)!);
      entered[index] = { account: person.phone, enrolmentId, session };
    }
  };
  await Promise.all(Array.from({ length: atOnce }, enterNext));
  return entered;
}

async function enter(origin: string, account: string, code: string): Promise<string> {
  const http = visit(origin);
  await patiently(() => http.call(identityRoutes.activate, { body: { account, code, password } }), 204);
  await patiently(() => http.call(identityRoutes.signIn, { body: { account, password } }), 200);
  return sessionOf(http);
}

/** Comes again as often as the platform asks for it. */
async function patiently(call: () => Promise<Answer<unknown>>, status: number): Promise<void> {
  for (;;) {
    const answer = await call();
    if (answer.status === status) return;
    if (answer.status !== 503 && answer.status !== 429)
      throw new Error(`${answer.status} ${answer.problem?.code} instead of ${status}`);
    await seconds(Number(answer.headers['retry-after'] ?? 1));
  }
}
