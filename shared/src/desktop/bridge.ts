import type { Attention, AttentionChange } from './attention.ts';
import {
  bridgeVersion,
  type LeaseAgreed,
  type LeaseOpening,
  type PageAnswer,
  type Sealing,
  type ShellFacts,
  type ShellMessage,
  type StaffAnswer,
} from './messages.ts';

/** Property of the page's global object under which the shell puts its bridge. */
export const bridgeKey = 'minjiangShell';

/** What the page can do with its shell. Every call rejects when the shell refuses the request. */
export interface ShellBridge {
  readonly version: number;
  facts(): Promise<ShellFacts>;
  /** Calls the listener on every change of attention, until the function it answers is called. */
  onAttention(listener: (change: AttentionChange) => void): () => void;
  /**
   * Says that the learner himself asked to go on; call it from nothing but his click or key. A program that starts
   * behind another window begins held, so the first play of a page may need it too.
   */
  resume(): Promise<Attention>;
  /** For the shell's own page alone: try the server again; answers whether it was reached. */
  retry(): Promise<boolean>;
  /** Leads to the page where the staff leave the program; answers whether there is one. */
  staffPage(): Promise<boolean>;
  /** For that page alone: ends the program if the password is right. */
  staffExit(password: string): Promise<StaffAnswer>;
  /** For that page alone: back to the portal. */
  staffReturn(): Promise<true>;
  /** What this machine says of itself to be enrolled with a one-time code. */
  enrolment(code: string): Promise<PageAnswer<'enrolment'>>;
  /** Keeps as what the platform knows this machine. */
  enrolled(deviceId: string): Promise<true>;
  /** Signs for the opening of a lease; null where the machine is not enrolled. */
  openLease(opening: LeaseOpening): Promise<PageAnswer<'openLease'>>;
  /** Comes to the key of the lease that was signed for last. */
  agree(agreed: LeaseAgreed): Promise<boolean>;
  /** Seals a beat; null for a lease whose key is not held. */
  seal(sealing: Sealing): Promise<PageAnswer<'seal'>>;
  /** The same, before it returns: a page that is going away hears no answer any more. */
  sealAtOnce(sealing: Sealing): PageAnswer<'seal'>;
  /** Calls the listener with the centre's messages that are not read yet, whenever they change. */
  onMessages(listener: (messages: readonly ShellMessage[]) => void): () => void;
  /** Says that whoever is here has read a message; answers those that he has not. */
  read(messageId: string): Promise<readonly ShellMessage[]>;
  /** Calls the listener when the page is about to be taken away; it sends what must not be lost, then calls `parted`. */
  onParting(listener: () => void): () => void;
  /** What must not be lost is sent. A shell waits a second for this, no longer. */
  parted(): Promise<true>;
}

/** Bridges that a page of today can talk to: this version and, once there is one, the one before it. */
const understood: readonly number[] = [bridgeVersion];

/** The bridge of the shell a page runs in; undefined in a browser, and under a shell whose version it does not know. */
export function findShell(page: object): ShellBridge | undefined {
  const found = (page as Readonly<Record<string, unknown>>)[bridgeKey];
  if (typeof found !== 'object' || found === null) return undefined;
  const bridge = found as ShellBridge;
  return understood.includes(bridge.version) ? bridge : undefined;
}
