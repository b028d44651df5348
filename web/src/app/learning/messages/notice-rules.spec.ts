import { newId } from '@minjiang/shared/kernel';
import { type Notice, noticeTemplate } from '@minjiang/shared/messaging';
import en from '../texts/en.json';
import zhCN from '../texts/zh-CN.json';
import { grouped, isOver, lengthOf, variantOf, wayOf } from './notice-rules.ts';

const notice = (template: Notice['template'], params: Notice['params'] = {}): Notice => ({
  ...{ noticeId: newId(), template, params, createdAt: '2026-11-24T06:00:00Z', readAt: null },
  expiresAt: null,
});

describe('a notice', () => {
  it('has words in both languages, whatever it is about', () => {
    for (const texts of [zhCN, en]) {
      const known = Object.keys(texts.messages.of);
      for (const template of noticeTemplate.options) expect(known).toContain(template);
    }
  });

  it('says whether what was lost can be made up for', () => {
    const missed = (params: Notice['params']) => variantOf(notice('check-missed', params));
    expect(missed({ cancelledMs: 720_000, dueOn: '2026-11-27' })).toBe('check-missed');
    expect(missed({ cancelledMs: 720_000, dueOn: '' })).toBe('check-missed-for-good');
    expect(missed({ cancelledMs: 0, dueOn: '' })).toBe('check-missed-nothing');
    expect(variantOf(notice('make-up-due'))).toBe('make-up-due');
  });

  it('names the length it is about', () => {
    expect(lengthOf(notice('check-missed', { cancelledMs: 5 }))).toBe(5);
    expect(lengthOf(notice('make-up-due', { ms: 7 }))).toBe(7);
    expect(lengthOf(notice('study-stopped'))).toBe(0);
  });

  it('leads where something can be done, and a code nowhere', () => {
    expect(wayOf(notice('make-up-due'))?.link).toBe('/today');
    expect(wayOf(notice('rating-hidden', { enrolmentId: 'e1' }))?.link).toBe('/my-classes/e1/rating');
    expect(wayOf(notice('check-code'))).toBeUndefined();
  });

  it('is over when its time is', () => {
    const code = { ...notice('check-code'), expiresAt: '2026-11-24T06:05:00Z' };
    expect(isOver(code, Date.parse('2026-11-24T06:04:59Z'))).toBeFalse();
    expect(isOver(code, Date.parse('2026-11-24T06:05:00Z'))).toBeTrue();
    expect(isOver(notice('make-up-due'), Infinity)).toBeFalse();
  });

  it('shows a code as it is read aloud', () => {
    expect(grouped('123456')).toBe('123 456');
    expect(grouped('12345')).toBe('12345');
  });
});
