import type { Options } from 'k6/options';
import { people, soon } from './platform/limits.ts';
import { settings } from './platform/settings.ts';
import { visitInTurn } from './platform/visit.ts';
import { classStatistics, operatorStatistics, staffStatistics } from './visits/statistics.ts';

const part = (share: number) => Math.max(1, Math.round(settings.users * share));

/** Institutions, employers and operators look at progress and overviews. */
export const options: Options = {
  scenarios: {
    institutions: people('looksAtClass', part(0.6)),
    employers: people('looksAtStaff', part(0.3)),
    operators: people('looksAtAll', part(0.1)),
  },
  thresholds: soon,
};

export const looksAtClass = () => visitInTurn(classStatistics);
export const looksAtStaff = () => visitInTurn(staffStatistics);
export const looksAtAll = () => visitInTurn(operatorStatistics);
