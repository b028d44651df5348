import { beginningOf, cityOf, codesOf, sightOf, within } from './figures-policy.ts';

describe('whose learning time one may see', () => {
  const actor = (role: string, organisationId: string | null, regionCode: string | null = '350100') => ({
    role,
    organisationId,
    regionCode,
  });

  it('is that of the own institution, or of the own staff', () => {
    expect(sightOf(actor('institution-admin', 'a'))).toEqual({ of: 'institution', institutionId: 'a' });
    expect(sightOf(actor('instructor', 'a'))).toEqual({ of: 'institution', institutionId: 'a' });
    expect(sightOf(actor('employer-admin', 'b'))).toEqual({ of: 'employer', employerId: 'b' });
  });

  it('is that of a region for operators, and of the province where none is named', () => {
    expect(sightOf(actor('system-admin', 'o', '350200'))).toEqual({ of: 'region', regionCode: '350200' });
    expect(sightOf(actor('audit-admin', null, null))).toEqual({ of: 'region', regionCode: '350000' });
  });

  it('is nobody’s for whoever has no organisation, or one that trains nobody', () => {
    expect(() => sightOf(actor('employer-admin', null))).toThrowError();
    expect(() => sightOf(actor('centre-admin', 'c'))).toThrowError();
  });

  it('holds for a region all codes that lie in it', () => {
    expect(codesOf('350000')).toEqual(['350000', '359999']);
    expect(codesOf('350100')).toEqual(['350100', '350199']);
    expect(codesOf('350102')).toEqual(['350102', '350102']);
    expect(beginningOf('351000')).toBe('3510');
    expect(within('350102', '350100')).toBeTrue();
    expect(within('350202', '350100')).toBeFalse();
    expect(within('350000', '350100')).toBeFalse();
    expect(cityOf('350102')).toBe('350100');
  });
});
