import type { BeatsAnswer, RefusalReason } from '@minjiang/shared/learning';
import type { ProblemDocument } from '@minjiang/shared/kernel';

/** What a learner takes from the answer to his beats. */
export interface HeardAnswer {
  readonly results: readonly {
    readonly seq: number;
    readonly creditedMs: number;
    readonly refused: readonly { readonly reason: RefusalReason }[];
    readonly repeated?: boolean | undefined;
  }[];
  /** Credit of the lesson; 0 when the account holds no lease. */
  readonly lessonMs: number;
  readonly nonce: string;
  readonly nonceAfter: number;
  readonly beatEveryMs: number;
}

/** The whole of an answer to one beat of which nothing was refused, as nearly all are. */
const usual = new RegExp(
  String.raw`^\[\{"results":\[\{"leaseId":"[\w-]{36}","seq":(\d+),"creditedMs":(\d+),"refused":\[\]\}\],` +
    String.raw`"lesson":\{"lessonId":"[\w-]{36}","creditedMs":(\d+),"refusedMs":\d+,"frontierMs":\d+,"state":"[\w-]+"\},` +
    String.raw`"today":\{"creditedMs":\d+,"capMs":\d+\},"nonce":"([\w-]+)","nonceAfter":(\d+),"beatEveryMs":(\d+),"gate":"[\w-]+"\}\]$`,
);

/**
 * Reads the arguments of an acknowledgement. The usual one is matched from its first letter to its last, which costs
 * a third of parsing it; any other is parsed.
 */
export function readAnswer(json: string): HeardAnswer | { readonly problem: ProblemDocument } {
  const found = usual.exec(json);
  if (!found) return parsed(json);
  const [, seq, creditedMs, lessonMs, nonce, nonceAfter, beatEveryMs] = found;
  return {
    results: [{ seq: Number(seq), creditedMs: Number(creditedMs), refused: [] }],
    lessonMs: Number(lessonMs),
    nonce: nonce!,
    nonceAfter: Number(nonceAfter),
    beatEveryMs: Number(beatEveryMs),
  };
}

function parsed(json: string): ReturnType<typeof readAnswer> {
  const [answer] = JSON.parse(json) as [BeatsAnswer | { problem: ProblemDocument }];
  if ('problem' in answer) return answer;
  const { results, lesson, nonce, nonceAfter, beatEveryMs } = answer;
  return { results, lessonMs: lesson?.creditedMs ?? 0, nonce, nonceAfter, beatEveryMs };
}
