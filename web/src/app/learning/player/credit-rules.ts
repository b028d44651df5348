import type {
  BeatsAnswer,
  LessonState,
  RefusalReason,
  StudyGateState,
  StudyLeaseView,
} from '@minjiang/shared/learning';

/** Time that was not counted: why, how much of it in one go, and whether it still goes on. */
export interface Episode {
  readonly reason: RefusalReason;
  readonly lostMs: number;
  readonly ongoing: boolean;
}

/** The figures of the page: always what the server last said, never a sum of our own. */
export interface Credit {
  readonly creditedMs: number;
  readonly frontierMs: number;
  readonly state: LessonState;
  readonly today: { readonly creditedMs: number; readonly capMs: number };
  readonly episode: Episode | undefined;
}

export function creditOf(lease: StudyLeaseView): Credit {
  const { creditedMs, frontierMs, state, today } = lease;
  return { creditedMs, frontierMs, state, today, episode: undefined };
}

/** Refusals this short are the jitter of clocks; the record shows them, the strip stays calm. */
const noticeableMs = 1500;

/** Takes the server's answer in place of the former figures, and follows what is not counted. */
export function afterAnswer(credit: Credit, answer: BeatsAnswer, lessonId: string): Credit {
  const { lesson, today, results } = answer;
  const figures = lesson?.lessonId === lessonId ? lesson : credit;
  const episode = results
    .filter(({ repeated }) => !repeated)
    .reduce<Episode | undefined>((former, result) => episodeAfter(former, result), credit.episode);
  return {
    creditedMs: figures.creditedMs,
    frontierMs: figures.frontierMs,
    state: figures.state,
    today,
    episode,
  };
}

function episodeAfter(
  former: Episode | undefined,
  result: BeatsAnswer['results'][number],
): Episode | undefined {
  const worst = result.refused
    .filter(({ reason, ms }) => reason !== 'not-playing' && ms >= noticeableMs)
    .sort((a, b) => b.ms - a.ms)[0];
  if (worst) {
    const same = former?.ongoing && former.reason === worst.reason;
    return { reason: worst.reason, lostMs: (same ? former.lostMs : 0) + worst.ms, ongoing: true };
  }
  if (result.creditedMs === 0 || !former) return former;
  // Told once more after it is over, then forgotten: the record keeps it.
  return former.ongoing ? { ...former, ongoing: false } : undefined;
}

/** Whether the last answer says that the lease is gone. */
export const saysLeaseLost = (answer: BeatsAnswer, leaseId: string): boolean =>
  answer.results.some(
    (result) => result.leaseId === leaseId && result.refused.some(({ reason }) => reason === 'lease-lost'),
  );

/** Whether an answer refuses more than a moment because it could not be seen that the media was here. */
export const saysNotDelivered = (answer: BeatsAnswer, leaseId: string): boolean =>
  answer.results.some(
    (result) =>
      result.leaseId === leaseId &&
      result.refused.some(({ reason, ms }) => reason === 'not-delivered' && ms >= noticeableMs),
  );

/** Where playback must go back to after skipping ahead, or where the first media is missing that was not proven. */
export function backTo(answer: BeatsAnswer, positionMs: number): number | undefined {
  const skipped = answer.results.some(({ refused }) =>
    refused.some(({ reason }) => reason === 'frontier' || reason === 'not-delivered'),
  );
  const frontierMs = answer.lesson?.frontierMs;
  return skipped && frontierMs !== undefined && positionMs > frontierMs + 1000 ? frontierMs : undefined;
}

/** What the page knows of itself, at once and without the server. */
export interface Present {
  readonly connection: 'fine' | 'offline' | 'busy';
  readonly waitingMs: number;
  readonly leaseLost: boolean;
  readonly foreground: boolean;
  readonly playing: boolean;
  readonly begun: boolean;
  readonly ended: boolean;
  /** Somebody tried to go beyond what may be seen at first viewing, a moment ago. */
  readonly skipped: boolean;
  /** A check that is due or was missed stops everything. */
  readonly gate: StudyGateState;
}

/** What the strip under the picture says. `lost` is what an episode that is over has cost. */
export type StripView =
  | { readonly says: 'counting' | 'ready' | 'paused' | 'ended' | 'done'; readonly lost?: Episode }
  | { readonly says: 'offline' | 'busy'; readonly waitingMs: number }
  | { readonly says: 'refused'; readonly reason: RefusalReason; readonly lostMs: number };

/** Chooses the one thing to say, the most urgent first. */
export function stripOf(credit: Credit, present: Present): StripView {
  const { episode } = credit;
  const refused = (reason: RefusalReason): StripView => ({
    says: 'refused',
    reason,
    lostMs: episode?.reason === reason ? episode.lostMs : 0,
  });
  if (present.leaseLost) return refused('lease-lost');
  if (present.gate !== 'open') return refused(present.gate === 'check-due' ? 'identity' : 'check-missed');
  if (present.connection !== 'fine') return { says: present.connection, waitingMs: present.waitingMs };
  if (!present.foreground && present.begun && !present.ended) return refused('not-foreground');
  if (present.skipped) return refused('frontier');
  // Playing again in front, or past the check: the page knows before the server does that this episode is over.
  const gated = episode?.reason === 'identity' || episode?.reason === 'check-missed';
  const over = gated || (episode?.reason === 'not-foreground' && present.playing);
  if (episode?.ongoing && !over && !present.ended) return refused(episode.reason);
  const lost = episode ? { lost: episode } : {};
  if (credit.state === 'done') return { says: 'done', ...lost };
  if (credit.today.creditedMs >= credit.today.capMs) return refused('daily-cap');
  if (!present.begun) return { says: 'ready', ...lost };
  if (present.ended) return { says: 'ended', ...lost };
  return { says: present.playing ? 'counting' : 'paused', ...lost };
}
