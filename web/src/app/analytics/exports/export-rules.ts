import type { ExportRow, ExportState, ExportSubject } from '@minjiang/shared/analytics';
import type { IconName } from '../../ui/icon-paths.ts';
import type { Tone } from '../../ui/tag.ts';

/** How the state of an export looks; its word is the text `analytics.exports.states.<state>`. */
export const exportLook: Record<ExportState, { readonly tone: Tone; readonly icon: IconName }> = {
  asked: { tone: 'warn', icon: 'clock' },
  refused: { tone: 'bad', icon: 'close' },
  waiting: { tone: 'plain', icon: 'clock' },
  working: { tone: 'plain', icon: 'refresh' },
  ready: { tone: 'ok', icon: 'check' },
  failed: { tone: 'bad', icon: 'alert' },
  cancelled: { tone: 'plain', icon: 'minus' },
  expired: { tone: 'plain', icon: 'minus' },
};

const filterCodes = ['state', 'accountState', 'from', 'to', 'month', 'sort'] as const;

const asItStands: readonly string[] = ['from', 'to', 'month'];

export interface Filtered {
  readonly code: string;
  /** A text as it is. */
  readonly text?: string;
  /** A key below `analytics.exports.words`. */
  readonly word?: string;
}

/** What a page filters by, as its export says it. */
export function filteredBy(subject: ExportSubject): Filtered[] {
  const given = subject as Readonly<Record<string, unknown>>;
  return filterCodes.flatMap((code): Filtered[] => {
    const value = given[code];
    if (typeof value !== 'string') return [];
    return [asItStands.includes(code) ? { code, text: value } : { code, word: `${code}.${value}` }];
  });
}

/** How soon to look again, milliseconds; null when nothing will change by itself. */
export function lookAgainMs(rows: readonly Pick<ExportRow, 'state'>[]): number | null {
  if (rows.some(({ state }) => state === 'waiting' || state === 'working')) return 1500;
  return rows.some(({ state }) => state === 'asked') ? 15_000 : null;
}
