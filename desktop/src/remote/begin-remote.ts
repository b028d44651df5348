import type { ProgramFacts } from '@minjiang/shared/identity';
import type { DeviceProof } from '../proof/device-proof.ts';
import type { SecretStore } from '../proof/machine-key.ts';
import type { Clock, Displays, LinkSocket, Visitor } from '../platform/ports.ts';
import { carryOut, type Remote, type RemotePorts } from './carry-out.ts';
import { keepLink } from './keep-link.ts';
import { keepRemote, readRemote } from './kept-remote.ts';
import { signalsOf, type SignalSource } from './session-signals.ts';

export interface RemoteParts extends Omit<RemotePorts, 'keep' | 'tell' | 'program'> {
  readonly facts: ProgramFacts;
  readonly store: SecretStore;
  readonly socket: LinkSocket;
  readonly clock: Clock;
  readonly proof: Pick<DeviceProof, 'hello' | 'enrolled'>;
  readonly displays: Displays;
  readonly visitor: Pick<Visitor, 'onSession'>;
  readonly signals: readonly SignalSource[];
  /** The machine cannot forget its learner, and must not go on. */
  readonly giveUp: (fault: unknown) => void;
}

/** The centre's hand on this machine: what it was told before is so again, and `open` links it to the server. */
export async function beginRemote(parts: RemoteParts): Promise<
  Remote & {
    open(): void;
    /** Keeps as what the platform knows this machine, and links it under that. */
    enrolled: DeviceProof['enrolled'];
  }
> {
  const { facts, store, socket, clock, proof, displays, visitor, signals, log, giveUp } = parts;
  let occupied = false;
  const link = keepLink(socket, clock, {
    ...{ facts, log },
    hello: (nonce) => proof.hello(nonce),
    news: () => ({ occupied, displays: displays.count(), signals: signalsOf(signals).slice(0, 16) }),
    hear: (standing) => remote.hear(standing),
    unknown: () => remote.forget(),
  });
  const keep: RemotePorts['keep'] = (kept) =>
    // A full disk takes the memory of a lock, not the lock.
    keepRemote(store, kept).catch((fault: unknown) => log('not kept', { fault: String(fault) }));
  const ports: RemotePorts = { ...parts, program: facts.program, keep, tell: (told) => link.tell(told) };
  const remote = carryOut(await readRemote(store), clock, ports, giveUp);
  visitor.onSession((open) => {
    occupied = open;
    link.renew();
  });
  displays.onChange(() => link.renew());
  for (const source of signals) source.onChange(() => link.renew());
  return {
    ...remote,
    open: () => link.open(),
    async enrolled(of) {
      const kept = await proof.enrolled(of);
      remote.forget();
      link.open();
      return kept;
    },
  };
}
