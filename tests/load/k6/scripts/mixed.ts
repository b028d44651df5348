import type { Options } from 'k6/options';
import { people, soon } from './platform/limits.ts';
import { think } from './platform/pause.ts';
import { settings } from './platform/settings.ts';
import { visitInTurn } from './platform/visit.ts';
import { browse, browseProgrammes } from './visits/browse.ts';
import { signIn } from './visits/sign-in.ts';
import { classStatistics, operatorStatistics, staffStatistics } from './visits/statistics.ts';
import { study } from './visits/study.ts';

/**
 * A day as it is: of a hundred people on the platform eighty-two study, fourteen look around, three are staff who
 * look at figures and programmes, and one comes in.
 */
const staff = Math.max(4, Math.round(settings.users * 0.03));
const coming = Math.max(1, Math.round(settings.users * 0.01));
const browsing = Math.max(1, Math.round(settings.users * 0.14));

export const options: Options = {
  scenarios: {
    studying: people('studies', Math.max(1, settings.users - staff - coming - browsing)),
    browsing: people('browses', browsing),
    coming: people('comes', coming),
    staff: people('looksAtFigures', staff),
  },
  thresholds: soon,
};

const ofStaff = [classStatistics, staffStatistics, browseProgrammes, operatorStatistics];

export const studies = () => visitInTurn(study);
export const browses = () => visitInTurn(browse);
export const looksAtFigures = () => visitInTurn(ofStaff[Math.floor(Math.random() * ofStaff.length)]!);
export const comes = () =>
  visitInTurn(async () => {
    await signIn();
    await think(20);
  });
