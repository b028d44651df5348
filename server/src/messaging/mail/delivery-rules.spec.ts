import { isTriedAgain, readMailFault } from './delivery-rules.ts';

describe('the rules of delivery', () => {
  it('keep a code of a fault and never its text', () => {
    const fault = Object.assign(new Error('550 <xiulan@example.org> unknown'), {
      code: 'EENVELOPE',
      responseCode: 550,
    });
    expect(readMailFault(fault)).toEqual({ code: 'smtp-550', permanent: true });
    expect(readMailFault({ code: 'ECONNECTION' })).toEqual({ code: 'econnection', permanent: false });
    expect(readMailFault({ code: 'a@b.org' })).toEqual({ code: 'unknown', permanent: false });
    expect(readMailFault(undefined).code).toBe('unknown');
  });

  it('try again what may pass, five times in all', () => {
    const passing = readMailFault({ code: 'EENVELOPE', responseCode: 451 });
    expect(isTriedAgain(passing, 4)).toBeTrue();
    expect(isTriedAgain(passing, 5)).toBeFalse();
    expect(isTriedAgain(readMailFault({ code: 'EENVELOPE', responseCode: 550 }), 1)).toBeFalse();
    expect(isTriedAgain(readMailFault({ code: 'EAUTH', responseCode: 535 }), 1)).toBeTrue();
  });
});
