import { newId } from '@minjiang/shared/kernel';
import { emptyAssignment, enteredAssignment, kindFor } from './assignment-entry.ts';

describe('an assignment as it is entered', () => {
  const faults = (entry: Partial<typeof emptyAssignment>) =>
    enteredAssignment
      .safeParse({ ...emptyAssignment, ...entry })
      .error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);

  it('leaves out what was left empty', () => {
    expect(enteredAssignment.parse({ ...emptyAssignment, role: 'audit-admin' })).toEqual({
      role: 'audit-admin',
      regionCode: undefined,
      from: undefined,
      to: undefined,
    });
  });

  it('demands an organisation of a role that works for one', () => {
    expect(faults({ role: 'instructor' })).toEqual(['organisationId organisation-unfit']);
    expect(faults({ role: 'instructor', organisationId: newId() })).toBeUndefined();
    expect(kindFor('instructor')).toBe('institution');
    expect(kindFor('employer-admin')).toBe('employer');
    expect(kindFor('audit-admin')).toBeNull();
    expect(kindFor('')).toBeNull();
  });

  it('forgets an organisation chosen before the role became an operator', () => {
    const entry = { ...emptyAssignment, role: 'audit-admin', organisationId: newId() };
    expect('organisationId' in enteredAssignment.parse(entry)).toBeFalse();
  });

  it('does not end before it begins', () => {
    expect(faults({ role: 'audit-admin', from: '2026-12-02', to: '2026-12-01' })).toEqual([
      'to assignment-dates',
    ]);
  });
});
