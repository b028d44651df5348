import { TestBed } from '@angular/core/testing';
import { provideTestTexts } from '../../testing/test-texts.ts';
import { EventWords } from './event-words.ts';

describe('an event of the audit trail', () => {
  function words() {
    TestBed.configureTestingModule({ providers: [provideTestTexts()] });
    return TestBed.inject(EventWords);
  }

  it('is told in words, with what it says of itself', () => {
    const of = words();
    expect(of.what({ kind: 'assignment.added' })).toBe('授予身份');
    expect(of.about({ about: { role: 'audit-admin' } })).toBe('审计管理员');
    expect(of.about({ about: { role: 'learner', reason: 'displaced' } })).toBe('学员、在别处登录');
    expect(of.subject({ subjectKind: 'account' })).toBe('账号');
  });

  it('that has no words yet is shown by its code', () => {
    const of = words();
    expect(of.what({ kind: 'gateway.opened' })).toBe('gateway.opened');
    expect(of.about({ about: { reason: 'unheard-of' } })).toBe('unheard-of');
    expect(of.subject({ subjectKind: 'ticket' })).toBe('ticket');
  });
});
