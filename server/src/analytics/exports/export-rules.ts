import type { ExportState } from '@minjiang/shared/analytics';

/** Exports of one account, and of one organisation, that may be on their way at once. */
export const mostOfAccount = 3;
export const mostOfOrganisation = 10;

const hourMs = 3_600_000;

/** How long a file is there once it was written; one with personal data in clear goes sooner. */
export const keptMs = (masked: boolean): number => (masked ? 24 : 2) * hourMs;

/** How long a second person has to decide. */
export const askedMs = 72 * hourMs;

/** What counts against the limits. */
export const underWay: readonly ExportState[] = ['asked', 'waiting', 'working'];

export const mayCancel = (state: ExportState): boolean => underWay.includes(state);

/** Rows written of rows counted; whole only when the file is there. */
export function percentOf(state: ExportState, written: number, total: number | null): number {
  if (state === 'ready' || state === 'expired') return 100;
  return total === null || total === 0 ? 0 : Math.min(99, Math.floor((100 * written) / total));
}
