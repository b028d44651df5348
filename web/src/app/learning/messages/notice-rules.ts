import type { Notice } from '@minjiang/shared/messaging';

/** A page that a notice leads to; the word of the link is `learning.messages.<word>`. */
export interface Way {
  readonly word: 'to-record' | 'to-today' | 'to-cases' | 'to-rating';
  readonly link: string;
  readonly fragment?: string;
}

const toCases: Way = { word: 'to-cases', link: '/record', fragment: 'cases' };
const ways: Readonly<Record<string, Way>> = {
  'check-missed': { word: 'to-record', link: '/record', fragment: 'checks' },
  'make-up-due': { word: 'to-today', link: '/today' },
  'study-stopped': { word: 'to-record', link: '/record', fragment: 'checks' },
  'study-reopened': { word: 'to-today', link: '/today' },
  'case-decided': toCases,
};

/** Where a notice leads to; a code is only to be read. */
export function wayOf({ template, params }: Notice): Way | undefined {
  if (template !== 'rating-hidden') return ways[template];
  return { word: 'to-rating', link: `/my-classes/${params['enrolmentId']}/rating` };
}

/** Whether it brings a code, which is only to be read. */
export const isCode = ({ template }: Notice): boolean =>
  template === 'check-code' || template === 'device-code';

/** A code whose time is over says so instead of itself. */
export const isOver = ({ expiresAt }: Notice, now: number): boolean =>
  expiresAt !== null && Date.parse(expiresAt) <= now;

const number = (value: string | number | undefined): number => (typeof value === 'number' ? value : 0);

/** Which sentence of a template fits: what was cancelled, and whether it can be made up for. */
export function variantOf({ template, params }: Notice): string {
  if (template !== 'check-missed') return template;
  const { dueOn, cancelledMs } = params;
  if (number(cancelledMs) === 0) return 'check-missed-nothing';
  return dueOn ? 'check-missed' : 'check-missed-for-good';
}

/** Length of time that a notice names, milliseconds. */
export const lengthOf = ({ params }: Notice): number => number(params['cancelledMs'] ?? params['ms']);

/** A code in groups, as it is read aloud and typed: two of three figures, or four, four and five characters. */
export const grouped = (code: string): string =>
  code.replace(/^(\d{3})(\d{3})$/, '$1 $2').replace(/^(\w{4})(\w{4})(\w{5})$/, '$1-$2-$3');
