import type { AccountRow } from '@minjiang/shared/identity';
import type { IconName } from '../../ui/icon-paths.ts';
import type { Tone } from '../../ui/tag.ts';

/** How the state of an account looks; its word is the text `ops.states.<state>`. */
export const accountLook: Record<AccountRow['state'], { readonly tone: Tone; readonly icon: IconName }> = {
  invited: { tone: 'warn', icon: 'clock' },
  active: { tone: 'ok', icon: 'check' },
  suspended: { tone: 'bad', icon: 'lock' },
  closed: { tone: 'plain', icon: 'minus' },
};

/** Every state, in the order one thinks of them. */
export const accountStates = ['active', 'invited', 'suspended', 'closed'] as const;

/** What an account is called in questions and headings: its user name where it has one. */
export const titleOf = (row: Pick<AccountRow, 'maskedName' | 'userName'>): string =>
  row.userName ? `${row.maskedName} (${row.userName})` : row.maskedName;
