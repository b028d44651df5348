/** What pages of other modules show of this one. */
export { ExportButton } from './exports/export-button.ts';
