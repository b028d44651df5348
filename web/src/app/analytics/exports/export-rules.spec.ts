import { exportStates } from '@minjiang/shared/analytics';
import { newId } from '@minjiang/shared/kernel';
import en from '../../texts/en.ts';
import zhCN from '../../texts/zh-CN.ts';
import { filteredBy, lookAgainMs } from './export-rules.ts';

describe('what an export is of', () => {
  it('is said in the order of the page, and only what is set', () => {
    const classId = newId();
    expect(filteredBy({ kind: 'class-progress', classId, state: 'behind', sort: '-credited' })).toEqual([
      { code: 'state', word: 'state.behind' },
      { code: 'sort', word: 'sort.-credited' },
    ]);
    expect(filteredBy({ kind: 'runs', classId, from: '2026-11-01', to: '2026-11-30' })).toEqual([
      { code: 'from', text: '2026-11-01' },
      { code: 'to', text: '2026-11-30' },
    ]);
    expect(filteredBy({ kind: 'staff-progress' })).toEqual([]);
  });
});

describe('the list of exports', () => {
  it('is looked at again while something may change, sooner while it is written', () => {
    expect(lookAgainMs([{ state: 'ready' }, { state: 'failed' }])).toBeNull();
    expect(lookAgainMs([{ state: 'ready' }, { state: 'asked' }])).toBe(15_000);
    expect(lookAgainMs([{ state: 'asked' }, { state: 'working' }])).toBe(1500);
  });

  for (const [locale, texts] of Object.entries({ en, 'zh-CN': zhCN }))
    it(`has a word for every state (${locale})`, () => {
      const { states } = texts.analytics.exports;
      expect(exportStates.filter((state) => !(state in states))).toEqual([]);
    });
});
