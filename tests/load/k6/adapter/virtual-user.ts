import { Agent } from 'node:http';

/** One of k6's virtual users: connections and cookies of his own. */
export interface VirtualUser {
  /** From 1. */
  readonly idInTest: number;
  readonly scenario: string;
  readonly tags: Readonly<Record<string, string>>;
  iterationInScenario: number;
  /** Emptied with each iteration. */
  readonly jar: Map<string, string>;
  readonly agent: Agent;
}

export const makeVirtualUser = (
  idInTest: number,
  scenario: string,
  tags: Readonly<Record<string, string>>,
): VirtualUser => ({
  idInTest,
  scenario,
  tags: { ...tags, scenario },
  iterationInScenario: 0,
  jar: new Map(),
  agent: new Agent({ keepAlive: true, maxSockets: 6 }),
});
