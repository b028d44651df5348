import { vu } from 'k6/execution';
import { Counter } from 'k6/metrics';
import { seconds } from './pause.ts';
import { settings } from './settings.ts';

const broken = new Counter('visits_broken');

/** Counts a visit that breaks off, and says why; k6 itself would only print it. */
export async function visit(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    broken.add(1);
    throw error;
  }
}

/** The same for people who do not all come at the same moment. */
export async function visitInTurn(work: () => Promise<void>): Promise<void> {
  if (vu.iterationInScenario === 0) await seconds(Math.random() * settings.arriveSeconds);
  await visit(work);
}
