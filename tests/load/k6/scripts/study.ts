import type { Options } from 'k6/options';
import { people, soon } from './platform/limits.ts';
import { visitInTurn } from './platform/visit.ts';
import { study } from './visits/study.ts';

/** Learners study: lease, film, beats with the proof of what reached them. */
export const options: Options = { scenarios: { study: people('studies') }, thresholds: soon };

export const studies = () => visitInTurn(study);
