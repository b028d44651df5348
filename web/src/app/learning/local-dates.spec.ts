import { dateInWords, dayOfMonth, daysUntil } from './local-dates.ts';

describe('local dates', () => {
  it('are said in the words of the locale, whatever the time zone of the device', () => {
    expect(dateInWords('2026-11-24', 'zh-CN')).toBe('11月24日星期二');
    expect(dateInWords('2026-11-24', 'en')).toBe('Tuesday, November 24');
  });

  it('run up to the last one across months', () => {
    expect(daysUntil('2026-03-01', 3)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  });

  it('a day of the month has no leading nought', () => {
    expect(dayOfMonth('2026-11-04')).toBe(4);
  });
});
