import { newId } from '@minjiang/shared/kernel';
import { stateOf, termOf } from './staff-rules.ts';

describe('an assignment of the staff', () => {
  const today = '2026-11-24';
  const organisationId = newId();

  it('begins today and has no end unless said otherwise', () => {
    expect(termOf({ role: 'audit-admin' }, null, today)).toEqual({
      role: 'audit-admin',
      organisationId: null,
      regionCode: null,
      from: today,
      to: null,
    });
  });

  it('needs an organisation of the kind that the role works for', () => {
    const unfit = jasmine.objectContaining({ code: 'organisation-unfit', field: 'organisationId' });
    expect(termOf({ role: 'instructor' }, null, today)).toEqual(unfit);
    expect(termOf({ role: 'instructor', organisationId }, 'employer', today)).toEqual(unfit);
    expect(termOf({ role: 'employer-admin', organisationId }, 'institution', today)).toEqual(unfit);
    expect(termOf({ role: 'system-admin', organisationId }, 'institution', today)).toEqual(unfit);
    for (const [role, kind] of [
      ['instructor', 'institution'],
      ['employer-admin', 'employer'],
      ['system-admin', 'operator'],
    ] as const) {
      expect(termOf({ role, organisationId }, kind, today))
        .withContext(role)
        .toEqual(jasmine.objectContaining({ organisationId }));
    }
  });

  it('ends neither before it begins nor in the past', () => {
    const dates = jasmine.objectContaining({ code: 'assignment-dates', field: 'to' });
    expect(termOf({ role: 'audit-admin', from: '2026-12-02', to: '2026-12-01' }, null, today)).toEqual(dates);
    expect(termOf({ role: 'audit-admin', from: '2026-11-01', to: '2026-11-23' }, null, today)).toEqual(dates);
    expect(termOf({ role: 'audit-admin', to: today }, null, today)).toEqual(
      jasmine.objectContaining({ to: today }),
    );
  });

  it('is to come, valid or over', () => {
    expect(stateOf({ from: '2026-11-25', to: null, ended: false }, today)).toBe('to-come');
    expect(stateOf({ from: today, to: today, ended: false }, today)).toBe('valid');
    expect(stateOf({ from: '2026-01-01', to: '2026-11-23', ended: false }, today)).toBe('over');
    expect(stateOf({ from: '2026-01-01', to: null, ended: true }, today)).toBe('over');
  });
});
