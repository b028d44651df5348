import type { ShellMessage } from '@minjiang/shared/desktop';
import type { DeviceStanding, OrderTold } from '@minjiang/shared/identity';
import type { Clock } from '../platform/ports.ts';
import {
  beginRemote,
  coverOf,
  dropLate,
  forgotten,
  hearStanding,
  readMessage,
  type KeptRemote,
  type RemoteAct,
  type RemoteState,
} from './remote-rules.ts';

/** What the shell does with itself when it is told to. */
export interface RemotePorts {
  readonly program: string;
  /** Resolves once it is on disk. */
  keep(kept: KeptRemote): Promise<void>;
  /** Study stops at once, or may go on. */
  lockMachine(locked: boolean): void;
  /** Gives the page a moment to send what must not be lost. */
  part(): Promise<void>;
  cover(which: 'locked' | { readonly outdated: string } | null): void;
  /** Forgets everything of whoever was signed in. */
  forgetPerson(): Promise<void>;
  showMessages(messages: readonly ShellMessage[]): void;
  restart(): Promise<void>;
  tell(told: OrderTold): Promise<void>;
  readonly log: (what: string, facts: Record<string, unknown>) => void;
}

export interface Remote {
  hear(standing: DeviceStanding): void;
  /** The platform does not know this machine, or it has become another. */
  forget(): void;
  messages(): ShellMessage[];
  read(messageId: string): ShellMessage[];
}

/** Carries out what is demanded from afar, one after the other; begins as the program before it ended. */
export function carryOut(
  kept: KeptRemote,
  clock: Clock,
  ports: RemotePorts,
  onFault: (fault: unknown) => void,
): Remote {
  let state = beginRemote(kept);
  let work: Promise<void> = Promise.resolve();
  let stopWaiting = () => {};

  function take({ state: next, acts }: { state: RemoteState; acts: readonly RemoteAct[] }): void {
    state = next;
    for (const act of acts) work = work.then(() => perform(act)).catch(onFault);
  }

  async function perform(act: RemoteAct): Promise<void> {
    switch (act.do) {
      case 'tell':
        // The word of it may take its time; the act must not.
        void ports.tell({ orderId: act.orderId, progress: act.progress });
        return;
      case 'lock':
        // Stopped first and kept next: what is lost with the power is at most the page over it.
        ports.lockMachine(true);
        await ports.keep(state);
        await ports.part();
        showCover();
        await ports.forgetPerson();
        return done(act);
      case 'unlock':
        await ports.keep(state);
        ports.lockMachine(false);
        showCover();
        return done(act);
      case 'cover':
        return showCover();
      case 'show-messages':
        ports.showMessages(messages());
        return dropInTime();
      case 'restart':
        await ports.keep(state);
        ports.log('restart', {});
        await ports.part();
        return ports.restart();
    }
  }

  function done({ do: what, orderId }: { readonly do: string; readonly orderId: string | null }): void {
    ports.log(what, {});
    if (orderId !== null) void ports.tell({ orderId, progress: 'done' });
  }

  function showCover(): void {
    const { leastProgram } = state;
    const which = coverOf(state, ports.program);
    ports.cover(which === 'outdated' ? { outdated: leastProgram ?? '' } : which);
  }

  function dropInTime(): void {
    stopWaiting();
    const [first] = state.messages.map(({ endsAt }) => endsAt).sort((one, other) => one - other);
    if (first === undefined) return;
    stopWaiting = clock.after(Math.max(0, first - clock.now()), () => take(dropLate(state, clock.now())));
  }

  const messages = (): ShellMessage[] => state.messages.map(({ id, text }) => ({ id, text }));
  if (state.locked) {
    ports.lockMachine(true);
    showCover();
  }
  return {
    hear: (standing) => take(hearStanding(state, standing, clock.now())),
    forget: () => take(forgotten(state)),
    messages,
    read(messageId) {
      take(readMessage(state, messageId));
      return messages();
    },
  };
}
