import type { KnownSignal } from '@minjiang/shared/identity';
import type { SessionFacts } from '../integrity/focus-policy.ts';
import type { Power } from '../platform/ports.ts';

/** What sensors of this program see, in the words of the link; further sources say theirs in the same way. */
export interface SignalSource {
  current(): readonly string[];
  onChange(listener: () => void): void;
}

const words: Readonly<Partial<Record<keyof SessionFacts, KnownSignal>>> = {
  locked: 'screen-locked',
  userAway: 'user-switched',
};

/** Listens along with whoever hears of the person's session, and says it to the centre too. */
export function sessionSignals(): SignalSource & {
  along(session: Pick<Power, 'onChange'>): Pick<Power, 'onChange'>;
} {
  const listeners: (() => void)[] = [];
  let known: Partial<SessionFacts> = {};
  return {
    along: (session) => ({
      onChange: (listener) =>
        session.onChange((facts) => {
          known = { ...known, ...facts };
          listener(facts);
          for (const tell of listeners) tell();
        }),
    }),
    current: () =>
      (Object.keys(words) as (keyof SessionFacts)[]).flatMap((fact) => (known[fact] ? [words[fact]!] : [])),
    onChange: (listener) => void listeners.push(listener),
  };
}

/** The words of all sources, each once. */
export const signalsOf = (sources: readonly SignalSource[]): string[] => [
  ...new Set(sources.flatMap((source) => source.current())),
];
