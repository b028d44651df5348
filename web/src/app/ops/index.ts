/** The door of this module: the names of regions. */
export { regionKey } from './regions.ts';
