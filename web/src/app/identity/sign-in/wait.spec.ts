import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Problem } from '../../api/problem.ts';
import { waitFor } from './wait.ts';

describe('the wait before the next sign-in', () => {
  beforeEach(() => {
    jasmine.clock().install();
    jasmine.clock().mockDate(new Date('2026-11-24T06:00:00Z'));
  });
  afterEach(() => jasmine.clock().uninstall());

  const locked = (retryAfterSeconds: number) =>
    new Problem({ code: 'sign-in-locked', status: 429, retryAfterSeconds });

  it('counts down to nothing and begins anew with the next refusal', () => {
    const problem = signal<Problem | undefined>(undefined);
    const wait = TestBed.runInInjectionContext(() => waitFor(problem));
    TestBed.tick();
    expect(wait()).toBe(0);
    problem.set(locked(3));
    TestBed.tick();
    expect(wait()).toBe(3);
    jasmine.clock().tick(1500);
    expect(wait()).toBe(2);
    jasmine.clock().tick(1500);
    expect(wait()).toBe(0);
    problem.set(locked(300));
    TestBed.tick();
    expect(wait()).toBe(300);
  });
});
