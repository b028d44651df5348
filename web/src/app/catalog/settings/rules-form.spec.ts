import { studyRules } from '@minjiang/shared/catalog';
import { emptyAsNull, entryOf, faultsBetween, rulesOf } from './rules-form.ts';
import * as z from 'zod';

describe('the rules as people enter them', () => {
  const defaults = studyRules.parse({});

  it('are hours, minutes, seconds and times of day', () => {
    expect(entryOf(defaults)).toEqual(
      jasmine.objectContaining({
        capHours: 6,
        capMinutes: 0,
        allDay: false,
        from: '06:00',
        to: '22:00',
        maxGapSeconds: 60,
        beatSeconds: 15,
      }),
    );
  });

  it('come back as they were', () => {
    const others = [
      defaults,
      studyRules.parse({ permittedFromMinute: 0, permittedToMinute: 1440, dailyCapMs: 86_400_000 }),
      studyRules.parse({
        permittedFromMinute: 455,
        permittedToMinute: 1440,
        dailyCapMs: 5_400_000,
        maxRate: 1.5,
      }),
      studyRules.parse({ checks: { retries: 1 }, leastEvidence: 'attested' }),
      studyRules.parse({ leasePolicy: 'refuse', allowEarnAgain: true, seekForwardOnFirstViewing: true }),
    ];
    for (const rules of others) expect(rulesOf(entryOf(rules), rules.checks)).toEqual({ rules });
  });

  it('name the field at fault', () => {
    const at = (part: object) => rulesOf({ ...entryOf(defaults), ...part }, null);
    expect(at({ capHours: 0, capMinutes: 0 })).toEqual({ field: 'capMinutes', code: 'cap-nothing' });
    expect(at({ capHours: 24, capMinutes: 30 })).toEqual({ field: 'capHours', code: 'cap-over-day' });
    expect(at({ from: '22:00', to: '06:00' })).toEqual({ field: 'to', code: 'window' });
    expect(at({ minutesPerClassHour: 20 })).toEqual({ field: 'minutesPerClassHour', code: 'invalid' });
    expect(at({ maxGapSeconds: null })).toEqual({ field: 'maxGapSeconds', code: 'invalid' });
    expect(at({ from: '' })).toEqual({ field: 'from', code: 'invalid' });
  });

  it('say what is wrong between fields although another field is wrong too', () => {
    const entry = { ...entryOf(defaults), minutesPerClassHour: 20, from: '22:00', to: '06:00' };
    expect(faultsBetween(entry)).toEqual([{ field: 'to', code: 'window' }]);
    expect(faultsBetween({ ...entry, to: '' })).toEqual([]);
    expect(faultsBetween({ ...entry, allDay: true })).toEqual([]);
  });

  it('take an empty field as none', () => {
    const code = emptyAsNull(z.string().regex(/^x$/).nullable());
    expect(code.parse(' ')).toBeNull();
    expect(code.parse('x')).toBe('x');
    expect(code.safeParse('y').success).toBeFalse();
  });
});
