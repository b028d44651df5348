import { isOlderThan, type DeviceStanding, type LinkOrder } from '@minjiang/shared/identity';
import type { ShellMessage } from '@minjiang/shared/desktop';

/** What the centre demands of this machine, as far as it has heard. */
export interface RemoteState {
  readonly locked: boolean;
  readonly lockVersion: number;
  /** The restart that this program or the one before it began: it is not begun again. */
  readonly restartedBy: string | null;
  readonly leastProgram: string | null;
  readonly messages: readonly (ShellMessage & { readonly endsAt: number })[];
  /** Messages that were read here; the server may tell of them once more. */
  readonly read: readonly string[];
}

/** What is kept over the end of the program: a machine that was locked begins locked, with a network or without. */
export type KeptRemote = Pick<RemoteState, 'locked' | 'lockVersion' | 'restartedBy'>;

export const beginRemote = (kept: KeptRemote): RemoteState => ({
  ...kept,
  leastProgram: null,
  messages: [],
  read: [],
});

/** What follows from what was heard; ids of orders are those to report on. */
export type RemoteAct =
  | { readonly do: 'lock' | 'unlock'; readonly orderId: string | null }
  | { readonly do: 'restart'; readonly orderId: string }
  | { readonly do: 'tell'; readonly orderId: string; readonly progress: 'arrived' | 'done' }
  | { readonly do: 'show-messages' | 'cover' };

interface Step {
  readonly state: RemoteState;
  readonly acts: readonly RemoteAct[];
}

const mostRemembered = 100;

/** Takes what the server demands; what is known already follows once. @param now milliseconds that only grow */
export function hearStanding(before: RemoteState, standing: DeviceStanding, now: number): Step {
  const acts: RemoteAct[] = [];
  let state = before;
  const { lock, leastProgram, orders = [] } = standing;
  if (leastProgram !== undefined && leastProgram !== state.leastProgram) {
    state = { ...state, leastProgram };
    acts.push({ do: 'cover' });
  }
  if (lock && lock.version > state.lockVersion) {
    state = { ...state, locked: lock.locked, lockVersion: lock.version };
    if (lock.orderId !== null) acts.push({ do: 'tell', orderId: lock.orderId, progress: 'arrived' });
    acts.push({ do: lock.locked ? 'lock' : 'unlock', orderId: lock.orderId });
  } else if (lock?.orderId != null && lock.version === state.lockVersion) {
    // It was done, and the word of it may have been lost.
    acts.push({ do: 'tell', orderId: lock.orderId, progress: 'done' });
  }
  for (const order of orders) {
    const step = hearOrder(state, order, now);
    state = step.state;
    acts.push(...step.acts);
  }
  return { state, acts };
}

function hearOrder(state: RemoteState, order: LinkOrder, now: number): Step {
  const { id } = order;
  if (order.kind === 'restart') {
    if (id === state.restartedBy) return { state, acts: [{ do: 'tell', orderId: id, progress: 'done' }] };
    const arrived = { do: 'tell', orderId: id, progress: 'arrived' } as const;
    return { state: { ...state, restartedBy: id }, acts: [arrived, { do: 'restart', orderId: id }] };
  }
  if (state.read.includes(id)) return { state, acts: [{ do: 'tell', orderId: id, progress: 'done' }] };
  if (state.messages.some((message) => message.id === id)) return { state, acts: [] };
  const messages = [...state.messages, { id, text: order.text, endsAt: now + order.lastsMs }];
  const arrived = { do: 'tell', orderId: id, progress: 'arrived' } as const;
  return { state: { ...state, messages }, acts: [arrived, { do: 'show-messages' }] };
}

/** Whoever is here has read a message. */
export function readMessage(state: RemoteState, messageId: string): Step {
  if (!state.messages.some(({ id }) => id === messageId)) return { state, acts: [] };
  const messages = state.messages.filter(({ id }) => id !== messageId);
  const read = [...state.read, messageId].slice(-mostRemembered);
  return {
    state: { ...state, messages, read },
    acts: [{ do: 'tell', orderId: messageId, progress: 'done' }, { do: 'show-messages' }],
  };
}

/** Messages that nobody read in their time go. */
export function dropLate(state: RemoteState, now: number): Step {
  const messages = state.messages.filter(({ endsAt }) => endsAt > now);
  return messages.length === state.messages.length
    ? { state, acts: [] }
    : { state: { ...state, messages }, acts: [{ do: 'show-messages' }] };
}

/** The platform does not know this machine any more: nobody demands anything of it. */
export function forgotten(state: RemoteState): Step {
  const next = { ...state, locked: false, lockVersion: -1, messages: [] };
  return { state: next, acts: state.locked ? [{ do: 'unlock', orderId: null }] : [] };
}

/** Which page of the program's own covers the portal; a lock comes before everything. */
export function coverOf(
  { locked, leastProgram }: RemoteState,
  program: string,
): 'locked' | 'outdated' | null {
  if (locked) return 'locked';
  return leastProgram !== null && isOlderThan(program, leastProgram) ? 'outdated' : null;
}
