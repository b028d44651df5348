import type { Options } from 'k6/options';
import { people, soon } from './platform/limits.ts';
import { settings } from './platform/settings.ts';
import { visitInTurn } from './platform/visit.ts';
import { browse, browseProgrammes } from './visits/browse.ts';

const institutions = Math.max(1, Math.round(settings.users / 20));

/** Learners look through classes, courses and lessons, institutions through their programmes. */
export const options: Options = {
  scenarios: {
    learners: people('browses', Math.max(1, settings.users - institutions)),
    institutions: people('browsesProgrammes', institutions),
  },
  thresholds: soon,
};

export const browses = () => visitInTurn(browse);
export const browsesProgrammes = () => visitInTurn(browseProgrammes);
