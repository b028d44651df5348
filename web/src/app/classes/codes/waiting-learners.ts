import { classesRoutes, type CodeChannel, type EnrolmentRow } from '@minjiang/shared/classes';
import type { Api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { type Outcome, portionsOf } from './codes-rules.ts';

/** Everybody on a roster whose account is not activated yet, by roster number. */
export async function waitingLearners(api: Api, classId: string): Promise<EnrolmentRow[]> {
  const found: EnrolmentRow[] = [];
  for (let page = 1; ; page += 1) {
    const query = { accountState: 'invited' as const, page, pageSize: 100 };
    const { items, total } = await api.call(classesRoutes.listEnrolments, { params: { classId }, query });
    found.push(...items);
    if (items.length === 0 || found.length >= total) return found;
  }
}

/** Issues codes portion by portion. What was issued before a fault is in the outcome: it is shown only once. */
export async function issueAll(
  api: Api,
  classId: string,
  ids: readonly string[],
  channel: CodeChannel,
  progress: (done: number) => void,
): Promise<Outcome> {
  const outcome: Outcome = { channel, issued: [], leftOut: [], missing: 0 };
  let done = 0;
  for (const enrolmentIds of portionsOf(ids)) {
    try {
      const body = { channel, enrolmentIds };
      const answer = await api.call(classesRoutes.issueActivationCodes, { params: { classId }, body });
      outcome.issued.push(...answer.issued);
      outcome.leftOut.push(...answer.leftOut);
    } catch (thrown) {
      return { ...outcome, problem: asProblem(thrown), missing: ids.length - done };
    }
    done += enrolmentIds.length;
    progress(done);
  }
  return outcome;
}
