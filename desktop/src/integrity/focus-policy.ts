import type { Attention, AttentionChange, AttentionReason } from '@minjiang/shared/desktop';

/** What is known of the person's session on the machine. */
export interface SessionFacts {
  readonly locked: boolean;
  readonly suspended: boolean;
  readonly userAway: boolean;
  /** Somebody elsewhere sees this session, and may act in it. */
  readonly remote: boolean;
}

/** What is known of window, displays and the person's session; all of it must be right for study to count. */
export interface FocusFacts extends SessionFacts {
  /** By the centre, from afar. */
  readonly machineLocked: boolean;
  readonly focused: boolean;
  readonly shown: boolean;
  readonly minimised: boolean;
  readonly displays: number;
}

/** A sensor's news: some facts anew, or the learner's own action to go on. */
export type FocusEvent =
  { readonly kind: 'facts'; readonly facts: Partial<FocusFacts> } | { readonly kind: 'resume' };

/** `heldBy`: what stopped the study last; it stays until the learner acts, so that nothing plays on by itself. */
export interface FocusState {
  readonly facts: FocusFacts;
  readonly heldBy: AttentionReason | null;
}

export interface FocusLimits {
  readonly maxDisplays: number;
}

/** The gravest cause in these facts, in the order of the contract's list; null when nothing is amiss. */
export function causeOf(facts: FocusFacts, limits: FocusLimits): AttentionReason | null {
  if (facts.suspended) return 'suspended';
  if (facts.locked) return 'screen-locked';
  if (facts.userAway) return 'user-switched';
  if (facts.machineLocked) return 'machine-locked';
  if (facts.remote) return 'remote-session';
  if (facts.minimised) return 'minimised';
  if (!facts.shown) return 'hidden';
  if (!facts.focused) return 'blurred';
  if (facts.displays > limits.maxDisplays) return 'second-display';
  return null;
}

/** The state to begin with; a program that starts behind another window begins held. */
export function beginFocus(facts: FocusFacts, limits: FocusLimits): FocusState {
  return { facts, heldBy: causeOf(facts, limits) };
}

export function attentionOf(state: FocusState, limits: FocusLimits): Attention {
  const cause = causeOf(state.facts, limits);
  const reason = cause ?? state.heldBy;
  return { counts: reason === null, reason, resumable: cause === null && state.heldBy !== null };
}

/**
 * One step of the policy: the state after an event, and the change to tell the page, if there is one. Any cause
 * holds the study at once; only `resume` ends the hold, and only when no cause is left.
 */
export function stepFocus(
  state: FocusState,
  event: FocusEvent,
  limits: FocusLimits,
): { state: FocusState; change: AttentionChange | null } {
  const facts = event.kind === 'facts' ? { ...state.facts, ...event.facts } : state.facts;
  const cause = causeOf(facts, limits);
  const next = { facts, heldBy: cause ?? (event.kind === 'resume' ? null : state.heldBy) };
  const before = attentionOf(state, limits);
  const attention = attentionOf(next, limits);
  const same =
    before.counts === attention.counts &&
    before.reason === attention.reason &&
    before.resumable === attention.resumable;
  return { state: next, change: same ? null : { attention, pause: before.counts && !attention.counts } };
}
