import { SharedArray } from 'k6/data';
import { vu } from 'k6/execution';
import type { LoadData, LoadLearner, LoadStaff } from './load-data.ts';
import { settings } from './settings.ts';

const read = () => JSON.parse(open(settings.dataFile)) as LoadData;
const learners = new SharedArray<LoadLearner>('learners', () => [...read().learners]);
const staff = new SharedArray<LoadStaff>('staff', () => [...read().staff]);

/** Every virtual user is another learner: an account has one session and one right to earn time. */
export function ownLearner(): LoadLearner {
  const learner = learners[vu.idInTest - 1];
  if (!learner) throw new Error(`${settings.dataFile} has ${learners.length} learners, which are too few`);
  return learner;
}

export function staffOf(role: LoadStaff['role']): LoadStaff {
  const found = staff.find((one) => one.role === role);
  if (!found) throw new Error(`${settings.dataFile} has nobody of role ${role}`);
  return found;
}

/** Where this virtual user goes, always to the same process. */
export const ownOrigin = (): string => settings.origins[vu.idInTest % settings.origins.length]!;
