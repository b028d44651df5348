import { current, sample } from './run-state.ts';
import { makeVirtualUser, type VirtualUser } from './virtual-user.ts';

/** The part of k6's scenarios that the scripts use. */
export interface Scenario {
  readonly executor: string;
  readonly exec: string;
  readonly vus: number;
  readonly iterations?: number;
  readonly duration?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export type Work = () => Promise<void>;

/** Runs all scenarios at once, each with users of its own. @param told gets what an iteration threw */
export async function runScenarios(
  scenarios: Readonly<Record<string, Scenario>>,
  work: Readonly<Record<string, unknown>>,
  told: (error: unknown) => void,
): Promise<void> {
  let users = 0;
  const running: Promise<void>[] = [];
  for (const [name, scenario] of Object.entries(scenarios)) {
    const run = work[scenario.exec];
    if (typeof run !== 'function') throw new Error(`the script exports no ${scenario.exec}`);
    const goesOn = goesOnOf(scenario);
    for (let i = 0; i < scenario.vus; i++) {
      const user = makeVirtualUser(++users, name, scenario.tags ?? {});
      running.push(live(user, run as Work, goesOn, told));
    }
  }
  await Promise.all(running);
}

function goesOnOf({ executor, iterations, duration }: Scenario): (done: number) => boolean {
  if (executor === 'per-vu-iterations') return (done) => done < iterations!;
  const seconds = /^([\d.]+)s$/.exec(duration ?? '')?.[1];
  if (executor !== 'constant-vus' || !seconds) throw new Error(`${executor} is not known here`);
  const until = Date.now() + Number(seconds) * 1000;
  // Whoever begins in time may finish, within the grace that the scripts give.
  return (done) => done === 0 || Date.now() < until;
}

async function live(
  user: VirtualUser,
  run: Work,
  goesOn: (done: number) => boolean,
  told: (error: unknown) => void,
): Promise<void> {
  for (let done = 0; goesOn(done); done++) {
    user.iterationInScenario = done;
    user.jar.clear();
    await current.run(user, async () => {
      await run().catch(told);
      sample('iterations', 1);
    });
    // A visit without pause must not keep the others from theirs.
    await new Promise(setImmediate);
  }
  user.agent.destroy();
}
